import type { Markish, PlotOptions } from '@observablehq/plot';
import { fitted, type LineEnd, lineEnds, roomFor } from './line-ends';
import { corner, heading } from './panels';
import type { FigureDeclaration, PlotLibrary } from './svg';

/** A line of a chart. */
export interface Series {
  /** What it is called where it ends; it has no label where that is not said. */
  readonly text?: string | undefined;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly colour: string;
  /** Of the line, in pixels. */
  readonly width?: number | undefined;
  readonly dash?: string | undefined;
  readonly opacity?: number | undefined;
  readonly bold?: boolean | undefined;
  /** Whether its points are marked; else they are where all lines have few. */
  readonly dots?: boolean | undefined;
}

interface Axis {
  /** With its unit; empty where a neighbour says it. */
  readonly label: string;
  readonly domain: readonly [low: number, high: number];
  readonly ticks?: readonly number[] | undefined;
  /** As d3-format takes it, or a function. */
  readonly tickFormat?: string | ((value: number) => string) | undefined;
}

/** What a chart of lines shows. */
export interface LineChart {
  /** Above the frame, where there are several charts. */
  readonly title?: string;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  /** `sqrt`: by the square root, so that small numbers are seen beside large ones. */
  readonly y: Axis & { readonly sqrt?: boolean };
  /** Later ones lie over earlier ones, and are labelled first where there is not room for all labels. */
  readonly series: readonly Series[];
  /** Labels besides those of the series. */
  readonly notes?: readonly LineEnd[];
  /** What lies under the lines, and over them. */
  readonly under?: readonly Markish[];
  readonly over?: readonly Markish[];
  /** Pixels at the right besides what labels need. */
  readonly beside?: number;
}

/** Points are marked where no line has more. */
const FEW = 20;
/** Pixels around the frame. */
const LEFT = 50;
const BOTTOM = 42;
/** The share of the width that the frame has at least, however long labels are. */
const LEAST = 1 / 3;
const VERTICAL = { grid: true, tickSpacing: 45 };

/** Lines over a grid, each labelled where it ends. */
export function lineChart(plot: PlotLibrary, chart: LineChart): FigureDeclaration['options'] {
  const {
    title,
    width,
    height,
    x,
    y,
    series,
    notes = [],
    under = [],
    over = [],
    beside = 0,
  } = chart;
  const ends = fitted([...series.flatMap(endOf), ...notes], (1 - LEAST) * width - LEFT - beside);
  const marginTop = title === undefined ? 32 : 58;
  const room = ends.length > 0 ? roomFor(ends) : 14;
  const marginRight = room + beside;
  const ground = {
    ...{ x: x.domain, y: y.domain, sqrt: y.sqrt },
    ...{ width: width - LEFT - marginRight, height: height - marginTop - BOTTOM },
  };
  const few = series.every(({ points }) => points.length <= FEW);
  return {
    ...{ width, height, marginTop, marginLeft: LEFT, marginBottom: BOTTOM, marginRight },
    x: { ...axis(x), label: x.label, labelAnchor: 'center' },
    y: { ...axis(y), label: null, ...VERTICAL, type: y.sqrt ? 'sqrt' : 'linear' },
    marks: [
      ...(y.label === '' ? [] : [corner(plot, `↑ ${y.label}`, { dx: 10 - LEFT, dy: -22 })]),
      ...(title === undefined ? [] : [heading(plot, title, { dx: 10 - LEFT, dy: -42 })]),
      ...under,
      ...series.flatMap((one) => drawn(plot, { dots: few, ...one })),
      ...lineEnds(plot, ends, ground),
      ...over,
    ],
  };
}

function axis({ domain, ticks, tickFormat }: Axis): NonNullable<PlotOptions['x']> {
  return { domain: [...domain], ...(ticks && { ticks }), ...(tickFormat && { tickFormat }) };
}

function endOf({ text, points, colour, bold, opacity }: Series): LineEnd[] {
  const last = points.at(-1);
  return text === undefined || !last ? [] : [{ ...last, text, colour, bold, opacity }];
}

function drawn(plot: PlotLibrary, series: Series): Markish[] {
  const { points, colour, width = 2, dash, opacity = 1, dots } = series;
  const line = { stroke: colour, strokeWidth: width, strokeOpacity: opacity };
  const place = { x: 'x', y: 'y' };
  return [
    plot.line(points, { ...place, ...line, ...(dash && { strokeDasharray: dash }) }),
    ...(dots ? [plot.dot(points, { ...place, fill: colour, r: 1 + width, opacity })] : []),
  ];
}

/** The lowest and the highest of numbers, however many: a call takes no more than some 100,000. */
export function extent(values: Iterable<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
