import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { type Labelling, labellingSaid } from '../data/labelling';
import { InputError } from '../input/errors';
import { optionWords } from '../runs/command-of';
import type { DataContent } from '../runs/data-content';
import { namesGiven } from '../runs/named-files';
import { namingOptions } from './named-content';
import type { Varied } from './varied';

/** A run that is to be: all that decides what comes of it, and nothing of who does it or when. */
export interface Job extends Labelling {
  /** The scenario's name. */
  readonly scenario: string;
  /** Its options, defaults included. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The name of the data set. */
  readonly dataSet: string;
  /** The folder that is given for its files. */
  readonly dataFolder?: string | undefined;
  /** What the data set is; undefined where that is not known. */
  readonly data?: DataContent | undefined;
  /** SHA-256 of each network and file that the options name, by its name there. */
  readonly contents?: Readonly<Record<string, string>> | undefined;
  /** SHA-256 of each file of a person's own that adds to the program. */
  readonly extensions?: readonly string[] | undefined;
}

/**
 * The same short word for two jobs exactly where they are the same, of a scenario with these options:
 * data, networks and files go by what they are, and by their names only where that is not known of data. An
 * option that a job lacks, as an older record does, counts as its default. Undefined where the options
 * do not fit the scenario, or the content of a network or file is not known.
 */
export function jobKey(shape: z.ZodRawShape, job: Job): string | undefined {
  const parsed = z.object(shape).safeParse(plain(job.options));
  if (!parsed.success) return undefined;
  const options = plain(parsed.data) as Record<string, unknown>;
  const known = job.contents ?? {};
  for (const name of namingOptions(shape)) {
    const given = namesGiven(options[name]);
    const contents = given.flatMap((one) => (Object.hasOwn(known, one) ? known[one] : []));
    if (contents.length < given.length) return undefined;
    if (options[name] !== undefined) options[name] = contents;
  }
  const data = job.data ?? [job.dataSet, job.dataFolder, labellingSaid(job)];
  const extensions = [...new Set(job.extensions)].sort();
  return digest([job.scenario, options, job.seed, data, ...extensions]);
}

/** The key of a job that is to be done. Throws InputError where its options do not fit the scenario. */
export function keyToDo(shape: z.ZodRawShape, job: Job): string {
  const key = jobKey(shape, job);
  if (key === undefined)
    throw new InputError(`${job.scenario} has no such options: ${JSON.stringify(job.options)}`);
  return key;
}

/** Sixteen letters that stand for plain data, whatever the order of its fields. */
export function digest(data: unknown): string {
  const written = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(byName))
      : value,
  );
  return createHash('sha256').update(written).digest('hex').slice(0, 16);
}

/** As a record holds it: without what is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** Options as the words of a command: `['--hidden=20,20', '--tensorboard']`. */
export function typedOptions(options: Readonly<Record<string, unknown>>): string[] {
  return optionWords(options).map((words) => words.join('='));
}

/** What a sweep is asked for. */
export interface SweepPlan extends Labelling {
  readonly scenario: string;
  readonly varied: readonly Pick<Varied, 'name' | 'type'>[];
  readonly seeds: readonly number[];
  readonly dataSet: string;
  /** What that is, where it is known. */
  readonly data?: DataContent | undefined;
  /** All combinations, each once. */
  readonly jobs: readonly Job[];
  /** What the figure and the text show; where it is empty, the main measures. */
  readonly measures: readonly string[];
  /** Where its results go. */
  readonly folder: string;
  /** What it was asked for as a command: the scenario as it was named, then the options. */
  readonly asked: readonly string[];
  /** What all runs have in common, in a sentence. */
  readonly common: string;
}

/** `<runs>/sweep-<scenario>`: all sweeps over a scenario. */
export function sweepsFolder(runs: string, scenario: string): string {
  return path.join(runs, `sweep-${scenario}`);
}

/** A folder name for a sweep over these options: the same where the jobs, by their keys, are. */
export function sweepName(
  varied: readonly Pick<Varied, 'name'>[],
  keys: readonly string[],
): string {
  const words = varied.length === 0 ? ['seeds'] : varied.map(({ name }) => name);
  return [...words, digest([...keys].sort()).slice(0, 8)].join('-');
}

/** A job in a few words: what sets it apart from the others of its sweep. */
export function jobInWords(
  job: Pick<Job, 'options' | 'seed'>,
  varied: readonly Pick<Varied, 'name'>[],
): string {
  const options = varied.map(({ name }) => `${name} ${String(job.options[name])}`);
  return [...options, `seed ${job.seed}`].join(', ');
}
