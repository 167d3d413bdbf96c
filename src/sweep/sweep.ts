import path from 'node:path';
import { makeFolder, writeWhole } from '../engine/files';
import { writeParquet } from '../engine/parquet';
import { png } from '../figures/png';
import { mainMeasures } from './numbers-in';
import { type JobObserver, type Outcome, runJobs } from './run-jobs';
import { sweepFigure } from './sweep-figure';
import type { SweepPlan } from './sweep-plan';
import { type SweepRecord, sweepRecord } from './sweep-record';
import { type SweepRow, sweepColumns, sweepRows } from './sweep-rows';
import type { Worker } from './worker';

/** Who does the jobs of a sweep, and how. */
export interface Execution extends JobObserver {
  readonly worker: Worker;
  /** Jobs that are done at a time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  /** Whether the figure is written as a PNG, too. */
  readonly png: boolean;
}

/** What a sweep came to. */
export interface Swept {
  readonly record: SweepRecord;
  /** The numbers of all finished runs. */
  readonly rows: readonly SweepRow[];
}

/**
 * Has all jobs of a sweep done and leaves in its folder what came of them: `sweep.json`,
 * `sweep.parquet` and `sweep.svg`; of those that have finished, where it was stopped or jobs failed.
 * Throws EnvironmentError where the folder cannot be written.
 */
export async function sweep(plan: SweepPlan, execution: Execution): Promise<Swept> {
  const { folder, varied } = plan;
  makeFolder(folder);
  keepRecord(folder, sweepRecord(plan, []));
  const { worker, atOnce, signal } = execution;
  const outcomes = await runJobs(plan.jobs, worker, atOnce, signal, execution);
  const rows = sweepRows(outcomes, varied);
  writeParquet(
    path.join(folder, 'sweep.parquet'),
    sweepColumns(varied),
    rows.map(({ at, ...rest }) => ({ ...at, ...rest })),
  );
  const measures = measuresOf(plan, outcomes);
  const figure = await sweepFigure({ ...plan, rows, measures });
  if (figure) {
    writeWhole(path.join(folder, 'sweep.svg'), figure.svg);
    if (execution.png) writeWhole(path.join(folder, 'sweep.png'), await png(figure.svg));
  }
  const record = sweepRecord({ ...plan, measures }, outcomes);
  keepRecord(folder, record);
  return { record, rows };
}

/** Those that were asked for; else the main ones of the first runs. */
function measuresOf({ measures }: SweepPlan, outcomes: readonly Outcome[]): readonly string[] {
  if (measures.length > 0) return measures;
  const all = outcomes.flatMap(({ run }) => (run ? mainMeasures(run.record().results) : []));
  return [...new Set(all)];
}

function keepRecord(folder: string, record: SweepRecord): void {
  writeWhole(path.join(folder, 'sweep.json'), `${JSON.stringify(record, null, 2)}\n`);
}
