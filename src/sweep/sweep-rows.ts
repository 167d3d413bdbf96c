import { z } from 'zod';
import type { Columns } from '../machine/parquet';
import type { RunFolder } from '../runs/run-folder';
import { grouped } from '../statistics/grouped';
import { mean } from '../statistics/mean';
import type { Job } from './job';
import type { Varied } from './varied';

/** A number of a run's results. */
interface ResultNumber {
  /** The path to it, `validation.goodness`; of a study's finding, what was measured. */
  readonly measure: string;
  /** The time step that it is of, where there is one for each. */
  readonly step: number | null;
  readonly value: number;
}

/** What a study found, as far as it is numbers; the rest is text. */
const findings = z.array(
  z.object({
    claim: z.string(),
    measure: z.string(),
    estimate: z.number(),
    low: z.number(),
    high: z.number(),
  }),
);

/**
 * The numbers in a run's results: each by its path, those of a list `byStep` by their step, and those
 * of a study's findings by what was measured. Other lists are left out: they are in the run's folder.
 */
export function numbersIn(results: unknown, path: readonly string[] = []): ResultNumber[] {
  if (typeof results === 'number')
    return Number.isFinite(results)
      ? [{ measure: path.join('.'), step: null, value: results }]
      : [];
  if (typeof results !== 'object' || results === null) return [];
  if (Array.isArray(results)) return inList(results, path);
  return Object.entries(results).flatMap(([name, value]) => numbersIn(value, [...path, name]));
}

function inList(list: readonly unknown[], path: readonly string[]): ResultNumber[] {
  const measure = path.join('.');
  if (path.at(-1) === 'byStep')
    return list.flatMap((value, at) =>
      typeof value === 'number' ? [{ measure, step: at + 1, value }] : [],
    );
  if (path.at(-1) !== 'findings') return [];
  const found = findings.safeParse(list).data ?? [];
  return found.flatMap(({ claim, measure: measured, estimate, low, high }) => {
    const alone = found.filter((other) => other.measure === measured).length === 1;
    const name = alone ? measured : `${measured} (${claim})`;
    const ends = { [`intervals.${name}.low`]: low, [`intervals.${name}.high`]: high };
    const named = { [name]: estimate, ...ends };
    return Object.entries(named).map(([of, value]) => ({ measure: of, step: null, value }));
  });
}

/** Shares of images that were taken for another digit. */
const ERRORS = /^((validation|test)\.)?(goodness|readout)$/;

/** Whether a measure is an error in per cent, by goodness or by the one-pass readout. */
export function isError(measure: string): boolean {
  return ERRORS.test(measure);
}

/** What there is to look at first in results: errors in per cent, and what a study found. */
export function mainMeasures(results: unknown): string[] {
  const errors = numbersIn(results).filter(({ measure }) => isError(measure));
  errors.sort((one, other) => one.measure.localeCompare(other.measure)); // by goodness first
  const found = numbersIn({ findings: (results as { findings?: unknown } | null)?.findings });
  return [...errors, ...found]
    .map(({ measure }) => measure)
    .filter((measure) => !measure.startsWith('intervals.'));
}

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
  outcomes: readonly {
    readonly job: Pick<Job, 'options' | 'seed'>;
    readonly run?: RunFolder | undefined;
  }[],
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
