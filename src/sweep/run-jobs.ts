import { setMaxListeners } from 'node:events';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { EnvironmentError } from '../input/errors';
import type { RunFolder } from '../runs/run-folder';
import { Interrupted } from '../runs/scenario';
import type { Job } from './job';

/** What came of a job: its finished run, or why there is none; neither where it was stopped. */
export interface Outcome {
  readonly job: Job;
  readonly run?: RunFolder;
  readonly error?: string;
}

/** Who looks on while jobs are done. */
export interface JobObserver {
  readonly said: (job: Job, line: string) => void;
  /** It waits for another process, as the line says. */
  readonly waits: (job: Job, line: string) => void;
  readonly ended: (outcome: Outcome) => void;
}

/**
 * Has all jobs done, so many at a time, and tells what came of each, in their order. One that fails
 * does not stop the others; where `signal` aborts, those that are going are waited for and no other
 * begins.
 */
export async function runJobs(
  jobs: readonly Job[],
  worker: Worker,
  atOnce: number,
  signal: AbortSignal,
  { said, waits, ended }: JobObserver,
): Promise<Outcome[]> {
  setMaxListeners(atOnce + 10, signal);
  const outcomeOf = async (job: Job): Promise<Outcome> => {
    if (signal.aborted) return { job };
    try {
      const tell = {
        said: (line: string) => said(job, line),
        waits: (line: string) => waits(job, line),
      };
      return { job, run: await worker(job, signal, tell) };
    } catch (error) {
      if (error instanceof Interrupted) return { job };
      return { job, error: error instanceof Error ? error.message : String(error) };
    }
  };
  const outcomes = from(jobs).pipe(
    mergeMap(async (job, at) => {
      const outcome = await outcomeOf(job);
      ended(outcome);
      return { at, outcome };
    }, atOnce),
    toArray(),
  );
  const all = await lastValueFrom(outcomes);
  return all.sort((one, other) => one.at - other.at).map(({ outcome }) => outcome);
}

/**
 * Does a job and hands back its finished run; all that a sweep knows of how and where. What follows
 * holds for any worker, whether it starts a process here or puts the job into a queue:
 *
 * - It may be asked for a job again, by this sweep or another, at any time. A job that is finished is
 *   handed back; one that is going is waited for; one that was begun and stopped goes on.
 * - Where `signal` aborts, it stops what it does so that it can go on, and throws Interrupted.
 * - It throws JobFailed, whose message says why, where the job itself failed, and leaves other jobs alone; any
 *   other error is of this machine, as where its disk is away: another may do the job.
 */
export type Worker = (job: Job, signal: AbortSignal, tell: JobTeller) => Promise<RunFolder>;

/** A job was done, and failed. */
export class JobFailed extends EnvironmentError {}

/** Whom a worker tells, in lines, of a job. */
interface JobTeller {
  /** How it goes. */
  readonly said: (line: string) => void;
  /** What it waits for, and the way round: the person has to hear of it. */
  readonly waits: (line: string) => void;
}
