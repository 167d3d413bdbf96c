import type { Columns } from '../engine/parquet';
import { numbersIn } from './numbers-in';
import type { Outcome } from './run-jobs';
import type { Varied } from './varied';

/** What a value of a varied option is in a table: a list as text. */
export type Cell = string | number | boolean;

/** A row of a sweep's table: one number of one job's results. The varied options stand in `at`. */
export interface SweepRow {
  readonly at: Readonly<Record<string, Cell>>;
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
export function cellOf(value: unknown): Cell {
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
