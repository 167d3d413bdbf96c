import type { ColourMap } from './colours';
import { corner, heading } from './panels';
import { type Matrix, type Range, raster } from './raster';
import type { FigureDeclaration, PlotLibrary } from './svg';

/** A matrix as colours: one picture, so that many numbers weigh little. */
export interface HeatMap {
  /** Above the frame. */
  readonly title: string;
  /** Of all, in pixels. */
  readonly width: number;
  /** Of the frame, in pixels: where it is as many as the matrix has rows, each is as high as others. */
  readonly rows: number;
  readonly matrix: Matrix;
  readonly range: Range;
  readonly map: ColourMap;
  readonly x: {
    /** What columns are; the first is number 0. */
    readonly label: string;
    /** Columns that matter, and why. */
    readonly marked: { readonly first: number; readonly last: number; readonly text: string };
  };
  readonly y: {
    readonly label: string;
    /** How many things the rows stand for; they are counted from the top. */
    readonly count: number;
  };
}

/** Pixels around the frame. */
const LEFT = 62;
export const HEAT_MAP_TOP = 48;
const RIGHT = 16;
const BOTTOM = 42;
/** From a figure's side to its words. */
const MARGIN = 20;

/** A heat map with its axes. */
export function heatMap(plot: PlotLibrary, chart: HeatMap): FigureDeclaration['options'] {
  const { title, width, rows, matrix, range, map, x, y } = chart;
  const { first, last, text } = x.marked;
  const dx = MARGIN - LEFT;
  return {
    ...{ width, height: HEAT_MAP_TOP + rows + BOTTOM },
    ...{ marginTop: HEAT_MAP_TOP, marginLeft: LEFT, marginRight: RIGHT, marginBottom: BOTTOM },
    x: {
      domain: [-0.5, matrix.columns - 0.5],
      ticks: Array.from({ length: matrix.columns }, (_, column) => column),
      ...{ tickFormat: 'd', label: x.label, labelAnchor: 'center', labelOffset: 36 },
    },
    y: { domain: [y.count, 0], ticks: 5, tickFormat: 'd', label: null },
    marks: [
      heading(plot, title, { dx, dy: -36 }),
      corner(plot, `↓ ${y.label}`, { dx, dy: -16 }),
      plot.image([raster(matrix, range, map)], {
        ...{ src: (one: string) => one, frameAnchor: 'middle' },
        ...{ width: width - LEFT - RIGHT, height: rows },
        ...{ preserveAspectRatio: 'none', imageRendering: 'pixelated' },
      }),
      plot.ruleY([0], { x1: first - 0.5, x2: last + 0.5, dy: -4, strokeWidth: 3 }),
      plot.text([text], { x: (first + last) / 2, frameAnchor: 'top', dy: -16 }),
    ],
  };
}

type Markish = import('@observablehq/plot').Markish;

/** A place in a figure whose scales are `IN_PIXELS`. */
interface Box {
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
      ...{ x: left + width / 2, y: top + height / 2, width, height },
      ...{ src: (one: string) => one, preserveAspectRatio: 'none', imageRendering: 'pixelated' },
    }),
    plot.ruleY(ticks, { y: 'y', x1: right, x2: right + 5 }),
    plot.text(ticks, { y: 'y', x: right, text: 'text', textAnchor: 'start', dx: 8 }),
    plot.text([label], { x: left, y: top, textAnchor: 'start', lineAnchor: 'bottom', dy: -10 }),
  ];
}
