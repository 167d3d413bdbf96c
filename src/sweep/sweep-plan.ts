import path from 'node:path';
import type { Labelling } from '../data/labelling';
import type { DataContent } from '../experiment/data-content';
import { digest, type Job } from './job';
import type { Varied } from './varied';

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
