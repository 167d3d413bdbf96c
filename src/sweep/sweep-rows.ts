import type { Columns } from '../machine/parquet';
import { grouped, mean } from '../statistics/mean';
import { numbersIn } from './numbers-in';
import type { Outcome } from './run-jobs';
import type { Varied } from './varied';

/** What a value of a varied option is in a table: a list as text. */
export type VariedValue = string | number | boolean;

/** A row of a sweep's table: one number of one job's results. The varied options stand in `at`. */
export interface SweepRow {
  readonly at: Readonly<Record<string, VariedValue>>;
  readonly seed: number;
  /** The folder of the run. */
  readonly run: string;
  readonly measure: string;
  readonly step: number | null;
  readonly value: number;
}

/** All numbers of the jobs that have finished. */
export function sweepRows(
  outcomes: readonly Outcome[],
  varied: readonly Pick<Varied, 'name'>[],
): SweepRow[] {
  return outcomes.flatMap(({ job, run }) => {
    if (!run) return [];
    const at = Object.fromEntries(varied.map(({ name }) => [name, cellOf(job.options[name])]));
    const of = { at, seed: job.seed, run: run.path };
    return numbersIn(run.record().results).map((number) => ({ ...of, ...number }));
  });
}

/** An option's value in a table. */
export function cellOf(value: unknown): VariedValue {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return scalar ? value : String(value);
}

/** The columns of such a table: those of what is varied keep their type. */
export function sweepColumns(varied: readonly Pick<Varied, 'name' | 'type'>[]): Columns<string> {
  return {
    ...Object.fromEntries(varied.map(({ name, type }) => [name, type])),
    seed: 'INT64',
    run: 'STRING',
    measure: 'STRING',
    step: ['INT32', 'nullable'],
    value: 'DOUBLE',
  };
}

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
