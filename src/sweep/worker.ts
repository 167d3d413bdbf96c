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
 *
 * @param said is told in lines how the job goes.
 */
export type Worker = (
  job: Job,
  signal: AbortSignal,
  said: (line: string) => void,
) => Promise<RunFolder>;
