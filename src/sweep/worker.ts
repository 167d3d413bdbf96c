import type { RunFolder } from '../experiment/run-folder';
import type { Job } from './job';

/**
 * Does a job and hands back its finished run; all that a sweep knows of how and where. What follows
 * holds for any worker, whether it starts a process here or puts the job into a queue:
 *
 * - It may be asked for a job again, by this sweep or another, at any time. A job that is finished is
 *   handed back; one that is going is waited for; one that was begun and stopped goes on.
 * - Where `signal` aborts, it stops what it does so that it can go on, and throws Interrupted.
 * - It throws an error whose message says why a job failed, and leaves other jobs alone.
 */
export type Worker = (job: Job, signal: AbortSignal, tell: JobTeller) => Promise<RunFolder>;

/** Whom a worker tells, in lines, of a job. */
export interface JobTeller {
  /** How it goes. */
  readonly said: (line: string) => void;
  /** What it waits for, and the way round: the person has to hear of it. */
  readonly waits: (line: string) => void;
}
