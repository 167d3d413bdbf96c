import { grouped } from '../statistics/grouped';
import { mean } from '../statistics/mean';
import type { SweepRow } from './sweep-rows';

/** A measure at one point of the grid, over the seeds. */
export interface Summary {
  readonly at: SweepRow['at'];
  readonly measure: string;
  /** Of each seed. */
  readonly values: readonly number[];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Each of these measures at each point, in the order of the rows; those by step are left out. */
export function summaries(rows: readonly SweepRow[], measures: readonly string[]): Summary[] {
  const whole = rows.filter(({ step, measure }) => step === null && measures.includes(measure));
  const groups = grouped(whole, ({ at, measure }) => JSON.stringify([at, measure]));
  return groups.map((group) => {
    const { at, measure } = group[0];
    const values = group.map(({ value }) => value);
    const range = { low: Math.min(...values), high: Math.max(...values) };
    return { at, measure, values, mean: mean(values), ...range };
  });
}
