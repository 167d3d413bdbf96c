import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../input/errors';
import { type Lease, LeaseLost, type Taking } from '../runs/lease';
import { holderInWords } from '../runs/lease-holder';
import { identityOf } from '../runs/process-identity';
import type { RunFolder } from '../runs/run-folder';
import { Interrupted, stopIfInterrupted } from '../runs/scenario';
import type { Job } from './job';
import type { JobProcess } from './job-process';
import { reminder } from './reminder';
import { JobFailed, type Worker } from './run-jobs';
import type { JobState, RunLedger } from './run-ledger';

/**
 * Starts a process for a job, which goes on with a run where there is one. It may begin a new one by the lease
 * in the file `claim` alone (`checkClaim`).
 */
export type StartJob = (
  job: Job,
  unfinished: RunFolder | undefined,
  said: (line: string) => void,
  claim: string,
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
  'it ran on other images, or with other networks, files or extensions, than the sweep was asked for: where they were changed meanwhile, start it again; where the images were not there, give --data-set drawn-digits';

/** Milliseconds between two looks at a job that another process does. */
const PAUSE = 500;

/**
 * A worker that does each job in a process of its own. Whatever is killed when, and on however many
 * machines, no two processes do the same job: one begins only when it has the lease of the job.
 */
export function localWorker(work: LocalWork): Worker {
  return async (job, signal, tell) => {
    const start = performance.now();
    const waits = reminder(tell.waits);
    for (;;) {
      stopIfInterrupted(signal);
      const found = await attempt(work, job, signal, tell.said);
      if (found.state === 'finished') return found.run;
      const minutes = Math.floor((performance.now() - start) / 60_000);
      waits(`waiting ${minutes > 0 ? `for ${minutes} min ` : ''}for ${found.who}`);
      await pause(PAUSE);
    }
  };
}

/** What a try at a job came to: where it is not done, who is at it. */
type Attempted =
  | Exclude<JobState, { state: 'open' }>
  | { readonly state: 'claimed'; readonly who: string };

/** Does a job where nobody is at it; else tells who is. */
async function attempt(
  work: LocalWork,
  job: Job,
  signal: AbortSignal,
  said: (line: string) => void,
): Promise<Attempted> {
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
  readonly found: Extract<JobState, { state: 'open' }>;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly said: (line: string) => void;
}

/** A job as far as the process that was started for it has brought it, or another that was faster. */
async function doneBy(
  { ledger, start }: LocalWork,
  { job, found, lease, signal, said }: Task,
): Promise<Attempted> {
  const child = start(job, found.run, said, lease.file);
  try {
    lease.handTo(identityOf(child.pid));
    child.permit();
  } catch (error) {
    child.stop(); // it has touched nothing
    throw error;
  }
  signal.addEventListener('abort', child.stop);
  const failure = await child.ended;
  signal.removeEventListener('abort', child.stop);
  const now = ledger.look()(job);
  if (now.state !== 'open') return now;
  if (isLost(lease)) return { state: 'claimed', who: 'another sweep, which took it over' };
  const error = errorOf(now.run, found.run);
  if (signal.aborted && error === undefined) throw new Interrupted();
  if (error === undefined && failure?.isOfMachine) throw new EnvironmentError(failure.why);
  throw new JobFailed(error ?? failure?.why ?? ANOTHER);
}

/** Whether another has taken over: this process, or its machine, stood still for long. */
function isLost(lease: Lease): boolean {
  try {
    lease.check();
    return false;
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    throw error;
  }
}

/** Why a run failed, by its record; undefined where that is from before. */
function errorOf(run: RunFolder | undefined, before: RunFolder | undefined): string | undefined {
  const { status, error, ended } = run?.record() ?? {};
  return status === 'failed' && ended !== before?.record().ended ? error : undefined;
}
