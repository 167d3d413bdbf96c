import { type Labelling, labellingSaid } from '../data/labelling';
import type { DataContent } from '../experiment/data-content';
import type { Job } from './job';
import type { Outcome } from './run-jobs';
import type { SweepPlan } from './sweep-plan';

/** What a sweep was asked for, and what came of it: its `sweep.json`. */
export interface SweepRecord extends Labelling {
  /** Raised when what the fields mean changes. */
  readonly schema: 1;
  readonly scenario: string;
  readonly dataSet: string;
  /** What that is; older sweeps do not say. */
  readonly data?: DataContent | undefined;
  /** The options that vary. */
  readonly varied: readonly string[];
  readonly seeds: readonly number[];
  /** All the others, defaults included. */
  readonly options: Job['options'];
  /** What the figure and the text show. */
  readonly measures: readonly string[];
  readonly jobs: readonly SweepJob[];
}

/** A job in the record of its sweep. */
export interface SweepJob {
  /** Of the options that vary. */
  readonly options: Job['options'];
  readonly seed: number;
  /** `open`: it has not begun, or was stopped. */
  readonly status: 'finished' | 'failed' | 'open';
  /** The folder of its run. */
  readonly run?: string;
  readonly error?: string;
}

/** The record of a sweep as far as it has come. */
export function sweepRecord(
  { scenario, dataSet, classes, firstLabel, data, varied, seeds, measures, jobs }: SweepPlan,
  outcomes: readonly Outcome[],
): SweepRecord {
  const names = varied.map(({ name }) => name);
  const varies = (wanted: boolean, { options }: Job) =>
    Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name) === wanted));
  const ended = new Map(outcomes.map((outcome) => [outcome.job, outcome]));
  return {
    schema: 1,
    ...{ scenario, dataSet, ...labellingSaid({ classes, firstLabel }), data },
    ...{ varied: names, seeds, measures },
    options: jobs[0] ? varies(false, jobs[0]) : {},
    jobs: jobs.map((job) => {
      const { run, error } = ended.get(job) ?? {};
      return {
        options: varies(true, job),
        seed: job.seed,
        status: run ? 'finished' : error === undefined ? 'open' : 'failed',
        ...(run && { run: run.path }),
        ...(error !== undefined && { error }),
      };
    }),
  };
}
