import type { IntervalRow } from '../../charts/interval-rows';
import type { Estimate, PanelLine } from '../../charts/line-panels';
import { type CrossedTable, crossedEstimate } from '../../statistics/crossed-estimate';
import { mean } from '../../statistics/mean';

/**
 * A place on a line: the mean of `values` [networks][items], and its interval over networks and
 * items, which one number alone has not; not a number where there are none, as of a class that no
 * image is of: a figure leaves that place out. Throws RangeError where rows differ in length.
 */
export function estimateAt(x: number, values: CrossedTable): Estimate {
  const numbers = values.reduce((sum, { length }) => sum + length, 0);
  if (numbers < 2) return { x, y: mean(values[0] ?? []) };
  const { estimate, low, high } = crossedEstimate(values);
  return { x, y: estimate, low, high };
}

/** A line through the estimates of a table at each of these places. */
export function estimateLine(
  text: string,
  places: readonly number[],
  tableAt: (x: number) => CrossedTable,
): PanelLine {
  return { text, points: places.map((x) => estimateAt(x, tableAt(x))) };
}

/** The estimate of a table, as a row of a chart, with a dot for each network where there are several. */
export function estimateRow(text: string, values: CrossedTable): IntervalRow {
  const { y, low = y, high = y } = estimateAt(0, values);
  const each = values.length > 1 ? values.map(mean) : [];
  return { text, estimate: y, low, high, each };
}

/** A line without its intervals. */
export function withoutBand({ text, points }: PanelLine): PanelLine {
  return { text, points: points.map(({ x, y }) => ({ x, y })) };
}

/** What captions say of bands: over what their intervals are, besides networks. */
export function bandsOver(items: string): string {
  return `Bands: 95\u00a0% intervals over networks and ${items}.`;
}
