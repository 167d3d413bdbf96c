import { table } from '../experiment/terminal-table';
import { grouped } from '../statistics/grouped';
import { type Summary, summaries } from './summary';
import type { SweepRow } from './tidy';
import type { Varied } from './varied';

/** What a sweep came to, as text: a row for each point, a column for each measure. */
export function sweepText(
  rows: readonly SweepRow[],
  varied: readonly Pick<Varied, 'name'>[],
  measures: readonly string[],
): string {
  const names = varied.map(({ name }) => name);
  const points = grouped(summaries(rows, measures), ({ at }) => JSON.stringify(at));
  const lines = points.map((point) => {
    const { at } = point[0];
    const cells = measures.map((measure) => inWords(point.find((one) => one.measure === measure)));
    return [...names.map((name) => String(at[name])), ...cells];
  });
  return table([...names, ...measures], lines);
}

/** `2.1 (1.9 to 2.4)`: the mean, and the lowest and highest of the seeds. */
function inWords(summary: Summary | undefined): string {
  if (!summary) return '';
  const { mean, low, high, values } = summary;
  return values.length === 1 ? short(mean) : `${short(mean)} (${short(low)} to ${short(high)})`;
}

/** Three significant figures, or all of a whole number's. */
function short(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
}
