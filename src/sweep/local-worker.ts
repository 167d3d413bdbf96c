import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../engine/errors';
import { Interrupted, stopIfInterrupted } from '../experiment/interrupted';
import type { Lease, Taking } from '../experiment/lease';
import { holderInWords } from '../experiment/lease-holder';
import { identityOf } from '../experiment/process-identity';
import type { RunFolder } from '../experiment/run-folder';
import type { Job } from './job';
import type { Found, RunLedger } from './run-ledger';
import type { Worker } from './worker';

/** A process that does a job. */
export interface JobProcess {
  readonly pid: number;
  /** It waits for this before it touches anything. */
  readonly permit: () => void;
  /** Asks it to stop so that it can go on later. */
  readonly stop: () => void;
  /** When it ended: why it failed, in words, as far as it said; undefined where it did not. */
  readonly ended: Promise<string | undefined>;
}

/** Starts a process for a job, which goes on with a run where there is one. */
export type StartJob = (
  job: Job,
  unfinished: RunFolder | undefined,
  said: (line: string) => void,
) => JobProcess;

/** What a worker on this machine needs. */
export interface LocalWork {
  readonly ledger: RunLedger;
  /**
   * Takes the lease of a job: the word that somebody is at it, until the job's run folder says so
   * itself. Throws EnvironmentError.
   */
  readonly claim: (job: Job) => Taking;
  readonly start: StartJob;
}

/** Why a job is not done though its process did not fail: a scenario may fall back on others. */
const ANOTHER =
  'it ran on other images, or with other networks, than the sweep was asked for: where they were changed meanwhile, start it again; where the images were not there, give --data-set drawn-digits';

/** Milliseconds between two looks at a job that another process does. */
const PAUSE = 500;
/** Milliseconds after which it is said again what is waited for. */
const REMINDER = 60_000;

/**
 * A worker that does each job in a process of its own. Whatever is killed when, and on however many
 * machines, no two processes do the same job: one begins only when it has the lease of the job.
 */
export function localWorker(work: LocalWork): Worker {
  return async (job, signal, tell) => {
    const start = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      stopIfInterrupted(signal);
      const found = await attempt(work, job, signal, tell.said);
      if (found.state === 'finished') return found.run;
      if (performance.now() - told >= REMINDER) {
        told = performance.now();
        const minutes = Math.floor((told - start) / 60_000);
        tell.waits(`waiting ${minutes > 0 ? `for ${minutes} min ` : ''}for ${found.who}`);
      }
      await pause(PAUSE);
    }
  };
}

/** Does a job where nobody is at it; else tells who is. */
async function attempt(
  work: LocalWork,
  job: Job,
  signal: AbortSignal,
  said: (line: string) => void,
): Promise<Exclude<Found, { state: 'open' }> | { state: 'claimed'; who: string }> {
  const before = work.ledger.look()(job);
  if (before.state !== 'open') return before;
  const { lease, holder } = work.claim(job);
  if (holder) return { state: 'claimed', who: `another sweep: ${holderInWords(holder)}` };
  try {
    const found = work.ledger.look()(job); // as it is for whoever has the lease
    if (found.state !== 'open') return found;
    return await doneBy(work, { job, found, lease, signal, said });
  } finally {
    lease.release();
  }
}

interface Task {
  readonly job: Job;
  readonly found: Extract<Found, { state: 'open' }>;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly said: (line: string) => void;
}

/** A job as far as the process that was started for it has brought it, or another that was faster. */
async function doneBy(
  { ledger, start }: LocalWork,
  { job, found, lease, signal, said }: Task,
): Promise<Exclude<Found, { state: 'open' }>> {
  const child = start(job, found.run, said);
  signal.addEventListener('abort', child.stop);
  try {
    lease.handTo(identityOf(child.pid));
    child.permit();
  } catch (error) {
    child.stop(); // it has touched nothing
    throw error;
  }
  const failure = await child.ended;
  signal.removeEventListener('abort', child.stop);
  const now = ledger.look()(job);
  if (now.state !== 'open') return now;
  const error = errorOf(now.run, found.run);
  if (signal.aborted && error === undefined) throw new Interrupted();
  throw new EnvironmentError(error ?? failure ?? ANOTHER);
}

/** Why a run failed, by its record; undefined where that is from before. */
function errorOf(run: RunFolder | undefined, before: RunFolder | undefined): string | undefined {
  const { status, error, ended } = run?.record() ?? {};
  return status === 'failed' && ended !== before?.record().ended ? error : undefined;
}
