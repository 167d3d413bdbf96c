import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../engine/errors';
import { Interrupted, stopIfInterrupted } from '../experiment/interrupted';
import type { RunFolder } from '../experiment/run-folder';
import type { Claim, Claims } from './claims';
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
  readonly claims: Claims;
  /** What a job is called in the claims. */
  readonly keyOf: (job: Job) => string;
  readonly start: StartJob;
}

/** Why a job is not done though its process did not fail: a scenario may fall back on others. */
const ANOTHER =
  'it ran on other images, or with other networks, than the sweep was asked for: where they were changed meanwhile, start it again; where the images were not there, give --data-set drawn-digits';

/** Milliseconds between two looks at a job that another process does. */
const PAUSE = 500;

/**
 * A worker that does each job in a process of its own. Whatever is killed when, no two processes do
 * the same job: one begins only when a claim with its own number is on the disk.
 */
export function localWorker(work: LocalWork): Worker {
  return async (job, signal, said) => {
    for (let looks = 0; ; looks++) {
      stopIfInterrupted(signal);
      const claim = work.claims.take(work.keyOf(job));
      try {
        const found = work.ledger.look()(job);
        if (found.state === 'finished') return found.run;
        if (claim && found.state === 'open')
          return await doneBy(work, { job, found, claim, signal, said });
        if (looks === 0) said(`waiting for ${found.run?.path ?? 'another process that begins it'}`);
      } finally {
        claim?.release();
      }
      await pause(PAUSE);
    }
  };
}

interface Task {
  readonly job: Job;
  readonly found: Found;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly said: (line: string) => void;
}

async function doneBy({ ledger, start }: LocalWork, task: Task): Promise<RunFolder> {
  const { job, found, claim, signal, said } = task;
  const child = start(job, found.run, said);
  signal.addEventListener('abort', child.stop);
  try {
    claim.handTo(child.pid);
    child.permit();
  } catch (error) {
    child.stop(); // it has touched nothing
    throw error;
  }
  const failure = await child.ended;
  signal.removeEventListener('abort', child.stop);
  const { state, run } = ledger.look()(job);
  if (state === 'finished') return run;
  const record = run?.record();
  const error = record?.status === 'failed' ? record.error : undefined;
  if (signal.aborted && error === undefined) throw new Interrupted();
  throw new EnvironmentError(error ?? failure ?? ANOTHER);
}
