import type { Markish } from '@observablehq/plot';
import type { PlotLibrary } from './svg';

/** An estimate with its interval, and what it is of. */
export interface IntervalRow {
  readonly text: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Estimates as dots on their intervals, each in the row of its text, with the number beside it. */
export function intervalMarks(
  plot: PlotLibrary,
  rows: readonly IntervalRow[],
  { colourOf, digits }: { readonly colourOf: (text: string) => string; readonly digits: number },
): Markish[] {
  const colour = { value: ({ text }: IntervalRow) => colourOf(text), scale: null };
  return [
    plot.ruleY(rows, { y: 'text', x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2 }),
    plot.dot(rows, { y: 'text', x: 'estimate', fill: colour, r: 4 }),
    plot.text(rows, {
      ...{ y: 'text', x: 'high', dx: 8, textAnchor: 'start' },
      text: ({ estimate }: IntervalRow) => estimate.toFixed(digits).replace('-', '−'),
    }),
  ];
}
