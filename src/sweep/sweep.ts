import path from 'node:path';
import { png } from '../charts/png';
import { type Labelling, labellingSaid } from '../data/labelling';
import { makeFolder, remove, writeWhole } from '../machine/files';
import { writeParquet } from '../machine/parquet';
import type { DataContent } from '../runs/data-content';
import type { RunFolder } from '../runs/run-folder';
import type { Job, SweepPlan } from './job';
import { type JobObserver, type Outcome, runJobs, type Worker } from './run-jobs';
import { sweepFigure } from './sweep-figure';
import { mainMeasures, type SweepRow, sweepColumns, sweepRows } from './sweep-rows';

/** Who does the jobs of a sweep, and how. */
export interface Execution extends JobObserver {
  readonly worker: Worker;
  /** The runs of the jobs that have finished already: those are not done again. */
  readonly before: ReadonlyMap<Job, RunFolder>;
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
  /** The files of its figure; none where it has none. */
  readonly figures: readonly string[];
}

/**
 * Has all jobs of a sweep done and leaves in its folder what came of them: `sweep.json`,
 * `sweep.parquet` and, where there is something to draw, `sweep.svg`; of those that have finished, where it was stopped or jobs failed.
 * Throws EnvironmentError where the folder cannot be written.
 */
export async function sweep(plan: SweepPlan, execution: Execution): Promise<Swept> {
  const { folder, varied, jobs } = plan;
  const { worker, before, atOnce, signal } = execution;
  const done = [...before].map(([job, run]) => ({ job, run }));
  makeFolder(folder);
  keepRecord(folder, sweepRecord({ ...plan, measures: measuresOf(plan, done) }, done));
  const left = jobs.filter((job) => !before.has(job));
  const ended = await runJobs(left, worker, atOnce, signal, execution);
  const ofJob = new Map([...done, ...ended].map((outcome) => [outcome.job, outcome]));
  const outcomes = jobs.flatMap((job) => ofJob.get(job) ?? []);
  const rows = sweepRows(outcomes, varied);
  writeParquet(
    path.join(folder, 'sweep.parquet'),
    sweepColumns(varied),
    rows.map(({ at, ...rest }) => ({ ...at, ...rest })),
  );
  const measures = measuresOf(plan, outcomes);
  const figure = await sweepFigure({ ...plan, rows, measures });
  const figures = figure ? await drawn(figure.svg, execution.png) : {};
  const files = keepFigures(folder, figures);
  const record = sweepRecord({ ...plan, measures }, outcomes);
  keepRecord(folder, record);
  return { record, rows, figures: files };
}

/** The figure as files by their names, as a PNG too where asked. */
async function drawn(svg: string, asPng: boolean): Promise<FigureFiles> {
  return { 'sweep.svg': svg, ...(asPng && { 'sweep.png': await png(svg) }) };
}

type FigureFiles = Partial<Record<'sweep.svg' | 'sweep.png', string | Uint8Array>>;

/** Writes a sweep's figure, and takes away what an earlier sweep of this name drew; the files. */
function keepFigures(folder: string, figures: FigureFiles): string[] {
  return (['sweep.svg', 'sweep.png'] as const).flatMap((name) => {
    const [file, content] = [path.join(folder, name), figures[name]];
    if (content === undefined) {
      remove(file);
      return [];
    }
    writeWhole(file, content);
    return [file];
  });
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

/** What a sweep was asked for, and what came of it: its `sweep.json`. */
export interface SweepRecord extends Labelling {
  /** Raised when what the fields mean changes. */
  readonly schema: 1;
  readonly scenario: string;
  /** What was asked for as a command: the scenario as it was named, then the options; older sweeps do not say. */
  readonly sweep?: readonly string[];
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
interface SweepJob {
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
function sweepRecord(plan: SweepPlan, outcomes: readonly Outcome[]): SweepRecord {
  const { scenario, asked, dataSet, classes, firstLabel, data } = plan;
  const { varied, seeds, measures, jobs } = plan;
  const names = varied.map(({ name }) => name);
  const varies = (wanted: boolean, { options }: Job) =>
    Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name) === wanted));
  const ended = new Map(outcomes.map((outcome) => [outcome.job, outcome]));
  return {
    schema: 1,
    ...{ scenario, sweep: asked, dataSet, ...labellingSaid({ classes, firstLabel }), data },
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
