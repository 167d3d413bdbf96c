import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Labelling, labellingSaid } from '../data/labelling';
import { InputError } from '../engine/errors';

/** A run that is to be: all that decides what comes of it, and nothing of who does it or when. */
export interface Job extends Labelling {
  /** The scenario's name. */
  readonly scenario: string;
  /** Its options, defaults included. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The name of the data set. */
  readonly dataSet: string;
}

/**
 * The same short word for two jobs exactly where they are the same, of a scenario with these options.
 * One that a job lacks, as an older record does, counts as its default. Undefined where the options
 * do not fit the scenario.
 */
export function jobKey(shape: z.ZodRawShape, job: Job): string | undefined {
  const parsed = z.object(shape).safeParse(plain(job.options));
  if (!parsed.success) return undefined;
  const options = Object.entries(plain(parsed.data) as object).sort(byName);
  const labelling = Object.entries(labellingSaid(job)); // nothing in older keys, and where it is usual
  return digest([job.scenario, options, job.seed, job.dataSet, ...labelling]);
}

/** The key of a job that is to be done. Throws InputError where its options do not fit the scenario. */
export function keyToDo(shape: z.ZodRawShape, job: Job): string {
  const key = jobKey(shape, job);
  if (key === undefined)
    throw new InputError(`${job.scenario} has no such options: ${JSON.stringify(job.options)}`);
  return key;
}

/** Sixteen letters that stand for plain data. */
export function digest(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
}

/** As a record holds it: without what is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
