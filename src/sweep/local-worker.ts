import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CLAIM } from '../runs/claim';
import { type Lease, LeaseLost, type Taking } from '../runs/lease';
import { holderInWords } from '../runs/lease-holder';
import { identityOf } from '../runs/process-identity';
import type { RunFolder } from '../runs/run-folder';
import { Interrupted, stopIfInterrupted } from '../runs/scenario';
import type { Job } from './job';
import { JobFailed, type Worker } from './run-jobs';
import type { JobState, RunLedger } from './run-ledger';

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
      const now = performance.now();
      if (now - told >= REMINDER) {
        told = now;
        const minutes = Math.floor((now - start) / 60_000);
        tell.waits(`waiting ${minutes > 0 ? `for ${minutes} min ` : ''}for ${found.who}`);
      }
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
  if (isLost(lease)) return { state: 'claimed', who: 'another sweep, which took it over' };
  const error = errorOf(now.run, found.run);
  if (signal.aborted && error === undefined) throw new Interrupted();
  throw new JobFailed(error ?? failure ?? ANOTHER);
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

/** So many lines are kept of what a process says. */
const KEPT = 5;

/**
 * Starts Node with these arguments as a process that does a job by a claim. It hangs by a channel: it begins
 * when it gets a message over it, and it is to stop when the channel closes, as it also does when
 * this process dies in whatever way. It does not belong to the terminal, or Ctrl-C would reach it
 * twice, and the second time ends it at once.
 */
export function jobProcess(
  args: readonly string[],
  claim: string,
  said: (line: string) => void,
): JobProcess {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, [CLAIM]: claim },
    detached: true,
    windowsHide: true,
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    lines.splice(0, lines.length - KEPT);
    said(line);
  };
  return {
    pid: child.pid ?? 0,
    permit: () => void (child.connected && child.send('begin', () => undefined)), // else it is gone
    stop: () => void (child.connected && child.disconnect()),
    ended: endOf(child, keep).then((how) => (how === undefined ? undefined : whyOf(how, lines))),
  };
}

/**
 * How a process failed, in words, when all is read that it said; undefined where it did not. Of a process whose channel was closed
 * before, Node emits no `close`.
 */
async function endOf(
  child: ChildProcess,
  keep: (line: string) => void,
): Promise<string | undefined> {
  const ended = new Promise<string | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`);
    });
  });
  const reader = createInterface({ input: child.stderr ?? Readable.from([]) });
  const read = new Promise((resolve) => reader.on('line', keep).on('close', resolve));
  try {
    const [how] = await Promise.all([ended, read]);
    return how;
  } catch (error) {
    return `it did not start: ${(error as Error).message}`;
  }
}

/** The error that it told, with what follows; else how it ended, and its last words. */
function whyOf(end: string, lines: readonly string[]): string {
  const at = lines.findIndex((line) => line.startsWith('error: '));
  if (at < 0) return [end, ...lines].join('\n');
  return lines.slice(at).join('\n').slice('error: '.length);
}
