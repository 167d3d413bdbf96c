import path from 'node:path';
import { InputError } from '../input/errors';
import { quoted } from '../input/quoted';
import { type HeldRun, heldRun } from './held-run';
import { leaseHolder, takeLease } from './lease';
import { holderInWords } from './lease-holder';
import { beganAfter, identityOf, isAlive } from './process-identity';
import { openRun, type RunFolder, runsOf } from './run-folder';
import type { RunRecord } from './run-record';

/**
 * Opens a run to go on with it, with its lease: nobody else does until it is left.
 * Throws InputError where it has finished, or another process is at it; EnvironmentError.
 */
export function openToResume(folder: string): HeldRun {
  return openHeld(folder, openUnfinished);
}

/**
 * Opens a run, finished or not, to change what is said of it, or to remove it: with its lease.
 * Throws InputError where another process is at it; EnvironmentError.
 */
export function openToChange(folder: string): HeldRun {
  return openHeld(folder, openRun);
}

function openHeld(folder: string, open: (folder: string) => RunFolder): HeldRun {
  const before = open(folder);
  const who = runHolder(before);
  if (who !== undefined) throw stillGoing(folder, who);
  const { lease, holder } = takeLease(leaseOf(folder), before.record().lease);
  if (holder) throw stillGoing(folder, holderInWords(holder));
  try {
    const { path: place, record } = open(folder); // as its last holder left it
    return heldRun(record(), { path: place, lease });
  } catch (error) {
    lease.release();
    throw error;
  }
}

function openUnfinished(folder: string): RunFolder {
  const run = openRun(folder);
  if (run.record().status !== 'finished') return run;
  throw new InputError(`${folder} has finished: there is nothing to resume`);
}

function stillGoing(folder: string, who: string): InputError {
  return new InputError(`${folder} is still going: ${who}`);
}

/**
 * Opens the latest run of a scenario that has not finished and that nobody is at, however it ended. Throws
 * InputError where there is none.
 */
export function latestUnfinished(runs: string, scenario: string): HeldRun {
  const unfinished = runsOf(runs, scenario)
    .flatMap(unlessInputError(openRun))
    .filter((run) => run.record().status !== 'finished');
  for (const run of unfinished)
    for (const open of unlessInputError(openToResume)(run.path)) return open;
  const none = `there is no unfinished run in ${path.join(runs, scenario)} to resume`;
  const going = unfinished.map((run) => ({ run, who: runHolder(run) })).find(({ who }) => who);
  throw new InputError(going ? `${none}: ${going.run.path} is still going, ${going.who}` : none);
}

/**
 * What a person types to continue a run: `--resume` alone where that finds it, as it looks in `runs`. Where that
 * cannot be told, as another run there cannot be read, its folder, too: this never throws.
 */
export function resumeWords({ path: folder }: Pick<RunFolder, 'path'>, runs: string): string {
  return isLatest(folder, runs) ? '--resume' : `--resume ${quoted(folder)}`;
}

function isLatest(folder: string, runs: string): boolean {
  const scenario = path.basename(path.dirname(folder));
  try {
    const latest = runsOf(runs, scenario).find(
      (one) => unlessInputError(openUnfinished)(one).length > 0,
    );
    return latest !== undefined && path.resolve(latest) === path.resolve(folder);
  } catch {
    return false;
  }
}

/** Which run it is that goes on, and how it had ended. */
export function resumedInWords({ path: folder, record }: RunFolder): string {
  const { status, error = '' } = record();
  const stopped = status === 'interrupted' ? 'was stopped' : 'was killed';
  const ended = status === 'failed' ? `failed: ${error.split('\n')[0]}` : stopped;
  return `continuing ${folder}, which ${ended}`;
}

/** What comes of an argument, or nothing where it is refused. */
function unlessInputError<In, Out>(work: (given: In) => Out): (given: In) => Out[] {
  return (given) => {
    try {
      return [work(given)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return [];
    }
  };
}

/** What the files of a run's lease are called, but for their numbers. */
export function leaseOf(folder: string): string {
  return path.join(folder, 'lease');
}

/**
 * Who is at a run, in words, with the ways round; undefined where nobody is. A run that another
 * machine holds is told too. Throws EnvironmentError.
 */
export function runHolder(run: RunFolder): string | undefined {
  const record = run.record();
  if (record.status === 'finished') return undefined;
  const holder = leaseHolder(leaseOf(run.path));
  if (holder) return holderInWords(holder);
  return record.lease === undefined ? olderHolder(record) : undefined;
}

/**
 * Of a run from before there were leases its process is known alone: by its number, on this machine
 * and not elsewhere. One that began after the run did is another, which got its number.
 */
function olderHolder({ status, process: { host, pid }, ...record }: RunRecord): string | undefined {
  if (status !== 'running' || host !== identityOf().host || pid === process.pid) return undefined;
  const since = record.resumed.at(-1)?.at ?? record.started;
  if (!isAlive(pid) || beganAfter(pid, Date.parse(since))) return undefined;
  return `process ${pid} on ${host} has been running it since ${since}: let it end, or stop it`;
}
