import type { PlotLibrary } from './svg';
import { type Grid, type Tile, type Tiles, tiles } from './tiles';

/** Tiles that belong together, and what they are. */
export interface Group {
  /** A line above them. */
  readonly heading: string;
  /** May be none. */
  readonly pictures: readonly Tile[];
}

/** Pixels of a heading, and between groups. */
const HEADING = 24;
const APART = 20;

/** Groups of tiles one below the other, each in a grid of its own under its heading; see `tiles`. */
export function headedTiles(
  plot: PlotLibrary,
  groups: readonly Group[],
  grid: Grid,
): Pick<Tiles, 'marks' | 'bottom'> {
  let bottom = grid.top - APART;
  const marks = groups.flatMap(({ heading, pictures }) => {
    const top = bottom + APART;
    const words = plot.text([heading], {
      ...{ x: grid.left, y: top + HEADING / 2, textAnchor: 'start', fontWeight: 'bold' },
    });
    bottom = top + HEADING;
    if (pictures.length === 0) return [words];
    const laid = tiles(plot, pictures, { ...grid, top: bottom });
    bottom = laid.bottom;
    return [words, ...laid.marks];
  });
  return { marks, bottom };
}
