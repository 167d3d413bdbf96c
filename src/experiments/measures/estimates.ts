import type { IntervalRow } from '../../charts/interval-rows';
import type { Estimate, PanelLine } from '../../charts/line-panels';
import { bootstrapMean } from '../../statistics/bootstrap';
import type { CrossedTable } from '../../statistics/crossed-means';

/**
 * A place on a line: the mean of `values` [networks][items], and its interval over networks and
 * items; not a number where there are none, as of a class that no image is of: a figure leaves that place
 * out. Throws RangeError where rows differ in length.
 */
export function estimateAt(x: number, values: CrossedTable, seed: number): Estimate {
  if (!values.some(({ length }) => length > 0)) return { x, y: Number.NaN };
  const { estimate, low, high } = bootstrapMean(values, { seed, resamples: 1000 });
  return { x, y: estimate, low, high };
}

/** A line through the estimates of a table at each of these places. */
export function estimateLine(
  text: string,
  places: readonly number[],
  tableAt: (x: number) => CrossedTable,
  seed: number,
): PanelLine {
  return { text, points: places.map((x) => estimateAt(x, tableAt(x), seed)) };
}

/** The estimate of a table, as a row of a chart. */
export function estimateRow(text: string, values: CrossedTable, seed: number): IntervalRow {
  const { y, low = y, high = y } = estimateAt(0, values, seed);
  return { text, estimate: y, low, high };
}

/** A line without its intervals. */
export function withoutBand({ text, points }: PanelLine): PanelLine {
  return { text, points: points.map(({ x, y }) => ({ x, y })) };
}
