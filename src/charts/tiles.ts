import type { PlotLibrary } from './svg';

type Markish = import('@observablehq/plot').Markish;

/** A small picture and what is written under it. */
export interface Tile {
  /** As `raster` makes it. */
  readonly src: string;
  /** A line; of a row of tiles all have one, or none. */
  readonly under?: string;
}

/** How a grid of tiles is laid; all but `columns` in pixels of the figure. */
export interface Grid {
  /** Tiles in a row. */
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** From the left side of a tile to that of the next. */
  readonly pitch: number;
  /** Where the upper left corner is. */
  readonly left: number;
  readonly top: number;
}

/** Tiles as they were laid. */
export interface Tiles {
  readonly marks: Markish[];
  /** From the upper side of a tile to that of the one below it. */
  readonly down: number;
  /** How far right and down they reach. */
  readonly right: number;
  readonly bottom: number;
}

/** Of a line under a tile, and between rows. */
const LINE = 18;
const GAP = 8;

/**
 * Tiles row by row in a figure whose scales are `IN_PIXELS`. Their pixels keep their edges, however
 * far they are enlarged, and their own shape: one that is not the tile's stands in the middle of it. A
 * hairline parts them from paper of their own colour.
 */
export function tiles(
  plot: PlotLibrary,
  pictures: readonly Tile[],
  { columns, width, height, pitch, left, top }: Grid,
): Tiles {
  const line = pictures.some(({ under }) => under) ? LINE : 0;
  const down = height + line + GAP;
  const placed = pictures.map(({ src, under = '' }, at) => ({
    ...{ src, under },
    x: left + (at % columns) * pitch + width / 2,
    upper: top + Math.floor(at / columns) * down,
  }));
  type Placed = (typeof placed)[number];
  return {
    marks: [
      plot.rect(placed, {
        ...{ x1: ({ x }: Placed) => x - width / 2, x2: ({ x }: Placed) => x + width / 2 },
        ...{ y1: 'upper', y2: ({ upper }: Placed) => upper + height },
        ...{ stroke: 'currentColor', strokeOpacity: 0.4, strokeWidth: 1 },
      }),
      plot.image(placed, {
        ...{ x: 'x', src: 'src', width, height },
        y: ({ upper }: Placed) => upper + height / 2,
        imageRendering: 'pixelated',
      }),
      plot.text(placed, {
        ...{ x: 'x', text: 'under' },
        y: ({ upper }: Placed) => upper + height + LINE / 2,
      }),
    ],
    down,
    right: left + (Math.min(columns, pictures.length) - 1) * pitch + width,
    bottom: top + Math.ceil(pictures.length / columns) * down - GAP,
  };
}

/** Options of a figure in which places are pixels, from the upper left corner. */
export const IN_PIXELS = {
  margin: 0,
  x: { type: 'identity', axis: null },
  y: { type: 'identity', axis: null },
} as const;

/** Tiles that belong together, and what they are. */
interface Group {
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
): Pick<Tiles, 'marks' | 'right' | 'bottom'> {
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
  return { marks, right: grid.left + (grid.columns - 1) * grid.pitch + grid.width, bottom };
}
