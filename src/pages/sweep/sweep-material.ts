import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Figure } from '../../charts/figure';
import { limited } from '../../input/limits';
import { readJson } from '../../machine/read-json';
import { openRun, RECORD, type RunFolder } from '../../runs/run-folder';
import { LARGEST_RECORD } from '../../runs/run-record';
import { jobInWords } from '../../sweep/job';
import { sweepFigure } from '../../sweep/sweep-figure';
import { type SweepRow, sweepRows } from '../../sweep/sweep-rows';

/** Jobs, and what is varied or measured, at the most. */
const MANY = 10_000;

const names = limited(z.array(z.string()), MANY);
const options = z.record(z.string(), z.unknown());
const job = z.object({
  options,
  seed: z.int(),
  status: z.enum(['finished', 'failed', 'open']),
  run: z.string().optional(),
  error: z.string().optional(),
});

/** What a page needs of a `sweep.json`. */
const sweepJson = z.object({
  scenario: z.string(),
  sweep: names.optional(),
  dataSet: z.string(),
  varied: names,
  seeds: limited(z.array(z.int()), MANY),
  options,
  measures: names,
  jobs: limited(z.array(job), MANY),
});

/** A job of a sweep, and where the report of its run is, from the sweep's folder. */
interface SweptJob extends z.infer<typeof job> {
  /** What sets it apart: `damping 0.3, seed 1`. */
  readonly about: string;
  readonly report: string | undefined;
}

/** All that the page of a sweep is made from. */
export interface SweepMaterial extends Omit<z.infer<typeof sweepJson>, 'jobs'> {
  readonly jobs: readonly SweptJob[];
  /** All numbers of the runs that are there. */
  readonly rows: readonly SweepRow[];
  /** Of each measure, over what is varied. */
  readonly figures: readonly Figure[];
  /** Runs that have finished and are not where the sweep had them. */
  readonly gone: readonly string[];
}

/** The file of a sweep's record. */
export const SWEEP_RECORD = 'sweep.json';

/** Whether a folder is a sweep's. */
export function isSweep(folder: string): boolean {
  return existsSync(path.join(folder, SWEEP_RECORD));
}

/**
 * Reads the folder of a sweep and the records of its runs; links go from the folder `from`. Throws InputError where it is none, or one is damaged.
 */
export async function sweepMaterial(folder: string, from = folder): Promise<SweepMaterial> {
  const what = 'the record of a sweep';
  const file = path.join(folder, SWEEP_RECORD);
  const record = readJson(file, { what, schema: sweepJson, most: LARGEST_RECORD });
  const varied = record.varied.map((name) => ({ name, type: typeOf(record.jobs, name) }));
  const jobs = record.jobs.map((one) => ({ ...one, found: runOf(folder, one) }));
  const rows = jobs.flatMap(({ found, ...one }) => sweepRows([{ job: one, ...found }], varied));
  const common = `On ${record.dataSet}.`;
  const view = { scenario: record.scenario, rows, varied, seeds: record.seeds, common };
  const drawn = await Promise.all(
    record.measures.map((measure) => sweepFigure({ ...view, measures: [measure] })),
  );
  return {
    ...record,
    ...{ rows, figures: drawn.filter((figure) => figure !== undefined) },
    gone: jobs.flatMap(({ run, found }) => (run !== undefined && !found.run ? [run] : [])),
    jobs: jobs.map(({ found, ...one }) => ({
      ...one,
      about: jobInWords(one, varied),
      report: found.run && linkTo(from, found.run),
    })),
  };
}

/** The run of a job: where the sweep had it, or beside the sweep's own folders, where both were moved. */
function runOf(folder: string, { run }: z.infer<typeof job>): { readonly run?: RunFolder } {
  if (run === undefined) return {};
  const beside = path.join(folder, '..', '..', ...run.split(path.sep).slice(-2));
  const found = [run, beside].find((one) => existsSync(path.join(one, RECORD)));
  return found === undefined ? {} : { run: openRun(found) };
}

/** From a folder to the report of a run; undefined where it has none. */
function linkTo(folder: string, run: RunFolder): string | undefined {
  const file = run.file('report.html');
  if (!existsSync(file)) return undefined;
  const steps = path.relative(path.resolve(folder), path.resolve(file)).split(path.sep);
  return steps.map(encodeURIComponent).join('/');
}

/** What an option takes: numbers, or anything else. */
function typeOf(jobs: readonly z.infer<typeof job>[], name: string): 'DOUBLE' | 'STRING' {
  return jobs.every((one) => typeof one.options[name] === 'number') ? 'DOUBLE' : 'STRING';
}
