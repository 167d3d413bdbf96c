import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { undisturbedTime } from './disturb';
import { type RunThere, runsThere, runThere, sameEnd, trainingEnd } from './end-of-run';
import { Failure } from './failure';
import { nothingHalfWritten } from './half-written';
import type { Ground } from './part';
import { nobodyLeft, topdown } from './processes';

const SMALL = '--data-set drawn-digits --hidden 12,10 --train 400'.split(' ');

/** A training of a few seconds, with many checkpoints: what is killed, starved and rivalled. */
export const TRAIN = ['train', ...SMALL, '--epochs', '3', '--save-every', '0.001'];

/** A sweep of two such trainings for each of so many seeds. */
export function sweepOf(seeds: number): string[] {
  const grid = ['sweep', 'recurrent-mnist', '--vary', 'damping=0.1,0.3', '--seeds', String(seeds)];
  return [...grid, ...SMALL, '--epochs', '1'];
}

/** Two, at once. */
export const SWEEP = [...sweepOf(1), '--workers', '2'];

/** What a command comes to, and in what time, where nothing disturbs it. */
export interface Undisturbed {
  /** The folder it worked in. */
  readonly folder: string;
  readonly milliseconds: number;
}

/** Runs a command in a folder of its own, once in a campaign, and measures it. */
function measured(name: string, args: readonly string[]) {
  let measuring: Promise<Undisturbed> | undefined;
  return (ground: Pick<Ground, 'common'>): Promise<Undisturbed> => {
    measuring ??= (async () => {
      const folder = path.join(ground.common, name);
      mkdirSync(folder);
      return { folder, milliseconds: await undisturbedTime(name, topdown(args, folder)) };
    })();
    return measuring;
  };
}

export const undisturbedTraining = measured('training', TRAIN);
export const undisturbedSweep = measured('sweep', SWEEP);

/** The run of a training that has finished there. Throws a Failure where there is none. */
export function trainedRun({ folder }: Pick<Undisturbed, 'folder'>): RunThere {
  const run = runThere(folder, 'recurrent-mnist');
  if (!run) throw new Failure('there is no run where one was finished');
  return run;
}

/** Throws a Failure where a sweep left a process, or half a file, or came to another end than `expected`. */
export async function sweepEndedWell(
  folder: string,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  await nobodyLeft(folder);
  await nothingHalfWritten(folder);
  sameEnd('the sweep', sweepEnd(folder, Object.keys(expected).length), expected);
}

/** What each job of a sweep came to, by what sets it apart. Throws a Failure unless each was done once. */
export function sweepEnd(folder: string, jobs = 2): Readonly<Record<string, string>> {
  const runs = runsThere(folder, 'recurrent-mnist');
  const ends = runs.map((run) => {
    const { options, seed } = run.record;
    return [`damping ${options['damping']}, seed ${seed}`, JSON.stringify(trainingEnd(run))];
  });
  const end = Object.fromEntries(ends);
  if (runs.length !== jobs || Object.keys(end).length !== jobs)
    throw new Failure(`${runs.length} runs of ${jobs} jobs: ${ends.map(([at]) => at).join('; ')}`);
  return end;
}
