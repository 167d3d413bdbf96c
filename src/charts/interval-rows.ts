import type { Markish } from '@observablehq/plot';
import { drawFigure, type Figure } from './figure';
import { inLines } from './in-lines';
import { LETTER } from './line-ends';
import { colourOf } from './looks';
import { heading, panels } from './panels';
import type { FigureDeclaration, PlotLibrary } from './svg';

/** Estimates in rows, in one or more charts side by side over the same axis. */
export interface IntervalRows {
  /** Of the file, in kebab-case. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** Of the axis, with its unit; it holds 0. */
  readonly label: string;
  readonly charts: readonly { readonly title: string; readonly rows: readonly IntervalRow[] }[];
  /** Charts in a row; at most two unless told. */
  readonly columns?: number;
  /** Digits after the point of the numbers beside the rows; 2 unless told. */
  readonly digits?: number;
}

/** Pixels of all charts of a row together, and the least that the intervals of a chart have, however long its texts are. */
const WIDTH = 980;
const LEAST = 170;
/** Pixels of a row with one line of text, and around the rows of a chart. */
const ROW = 24;
/** Letters in a line of the text beside a row, and pixels that a further line takes. */
const LETTERS = 56;
const LINE = 13;
const ABOVE = 40;
const BELOW = 46;
const RIGHT = 52;
const MARGIN = 20;

/** Draws estimates as dots on their intervals, a row each, with the number behind them. */
export function intervalRows(given: IntervalRows): Promise<Figure> {
  const { name, title, caption, charts } = given;
  const columns = Math.min(given.columns ?? 2, charts.length);
  return drawFigure(name, (plot) => ({
    ...{ title, caption },
    options: panels(plot, {
      columns,
      plots: charts.map((_, at) => chart(plot, given, at, WIDTH / (given.columns ?? 2))),
    }),
  }));
}

function chart(
  plot: PlotLibrary,
  { charts, label, digits = 2 }: IntervalRows,
  at: number,
  width: number,
): FigureDeclaration['options'] {
  const all = charts.flatMap(({ rows }) => rows);
  const names = [...new Set(all.map(({ text }) => text))];
  const lines = new Map(names.map((text) => [text, inLines(text, LETTERS)]));
  const tallest = Math.max(1, ...[...lines.values()].map(({ length }) => length));
  const longest = Math.max(0, ...[...lines.values()].flat().map(({ length }) => length));
  const { title, rows } = charts[at] as IntervalRows['charts'][number];
  const room = (end: number) => 1.06 * end;
  const most = Math.max(0, ...all.flatMap(({ high, each = [] }) => [high, ...each]));
  const least = Math.min(0, ...all.flatMap(({ low, each = [] }) => [low, ...each]));
  const left = MARGIN + 12 + LETTER * longest;
  const row = ROW + LINE * (tallest - 1);
  return {
    ...{ width: Math.max(width, left + LEAST + RIGHT), height: ABOVE + row * names.length + BELOW },
    ...{ marginTop: ABOVE, marginLeft: left, marginRight: RIGHT, marginBottom: BELOW },
    x: {
      ...{ label, labelAnchor: 'center', grid: true, ticks: 5 },
      domain: [room(least), room(most) || 1],
    },
    y: {
      ...{ domain: names, label: null, tickSize: 0, type: 'point', padding: 0.5 },
      tickFormat: (text: string) => lines.get(text)?.join('\n') ?? text,
    },
    marks: [
      heading(plot, title, { dx: MARGIN - left, dy: -24 }),
      plot.ruleX([0], { strokeOpacity: 0.5 }),
      ...intervalMarks(plot, rows, { colourOf, digits }),
    ],
  };
}

/** Pixels that single dots stand above their estimate. */
const SINGLE_ABOVE = 7;

/** An estimate with its interval, and what it is of. */
export interface IntervalRow {
  readonly text: string;
  /** The name whose colour it has; that of its text unless told. */
  readonly of?: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** What the estimate is the mean of: a small dot each, as of networks that differ in their seed. */
  readonly each?: readonly number[];
}

/** Estimates as dots on their intervals, each in the row of its text, with the number behind them. */
export function intervalMarks(
  plot: PlotLibrary,
  rows: readonly IntervalRow[],
  { colourOf, digits }: { readonly colourOf: (text: string) => string; readonly digits: number },
): Markish[] {
  const value = ({ text, of = text }: Pick<IntervalRow, 'text' | 'of'>) => colourOf(of);
  const colour = { value, scale: null };
  const single = rows.flatMap(({ each = [], ...row }) => each.map((value) => ({ ...row, value })));
  return [
    plot.ruleY(rows, { y: 'text', x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2 }),
    plot.dot(rows, { y: 'text', x: 'estimate', fill: colour, r: 4 }),
    plot.dot(single, { y: 'text', x: 'value', stroke: colour, r: 2.5, dy: -SINGLE_ABOVE }),
    plot.text(rows, {
      ...{ y: 'text', x: ({ high, each = [] }: IntervalRow) => Math.max(high, ...each) },
      ...{ dx: 8, textAnchor: 'start' },
      text: ({ estimate }: IntervalRow) => estimate.toFixed(digits).replace('-', '−'),
    }),
  ];
}
