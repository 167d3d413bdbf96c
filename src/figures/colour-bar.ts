import type { ColourMap } from './colour-maps';
import { type Range, raster } from './raster';
import type { PlotLibrary } from './svg';

type Markish = import('@observablehq/plot').Markish;

/** A place in a figure whose scales are `IN_PIXELS`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Colours from one end of a bar to the other. */
const SHADES = 128;

/**
 * Marks that tell what colours stand for: an upright bar, the greatest value at the top, with values
 * beside its ends and middle, and what they are above it. `orMore`: the top stands for more, too.
 */
export function colourBar(
  plot: PlotLibrary,
  { from, to }: Range,
  map: ColourMap,
  { label, box, orMore = false }: { label: string; box: Box; orMore?: boolean },
): Markish[] {
  const values = Array.from({ length: SHADES }, (_, at) => 1 - at / (SHADES - 1));
  const src = raster({ rows: SHADES, columns: 1, values }, { from: 0, to: 1 }, map);
  const { left, top, width, height } = box;
  const ticks = [0, 0.5, 1].map((place) => ({
    y: top + (1 - place) * height,
    text: `${Number((from + place * (to - from)).toPrecision(3))}${orMore && place === 1 ? ' or more' : ''}`,
  }));
  const right = left + width;
  return [
    plot.image([src], {
      x: left + width / 2,
      y: top + height / 2,
      src: (one: string) => one,
      width,
      height,
      preserveAspectRatio: 'none',
      imageRendering: 'pixelated',
    }),
    plot.ruleY(ticks, { y: 'y', x1: right, x2: right + 5 }),
    plot.text(ticks, { y: 'y', x: right, text: 'text', textAnchor: 'start', dx: 8 }),
    plot.text([label], { x: left, y: top, textAnchor: 'start', lineAnchor: 'bottom', dy: -10 }),
  ];
}
