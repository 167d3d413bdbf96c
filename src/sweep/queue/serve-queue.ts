import { setTimeout as pause } from 'node:timers/promises';
import { DelayedError, Worker as QueueWorker, WaitingError } from 'bullmq';
import { hostHere } from '../../runs/process-identity';
import type { RunFolder } from '../../runs/run-folder';
import { Interrupted } from '../../runs/scenario';
import { type PlannedJob, plannedJob } from '../planned-job';
import { JobFailed } from '../run-jobs';
import type { QueueConnection } from './queue-connection';
import { briefly, type DoneJob, type JobNews, QUEUE, queueErrors } from './queued-job';

/** How this machine does the jobs of a queue. */
export interface Service {
  /** Jobs that are done at a time. */
  readonly atOnce: number;
  /** Seconds without a job after which it ends; undefined: never. */
  readonly idle?: number | undefined;
  /**
   * Does a job, or goes on with it. Throws Interrupted where it was stopped, JobFailed where the job failed, and
   * any other error where this machine cannot do it, or not now, as where its disk is away.
   */
  readonly doJob: (
    job: PlannedJob,
    signal: AbortSignal,
    said: (line: string) => void,
  ) => Promise<RunFolder>;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/**
 * Milliseconds for which a job is this worker's without a sign of life. A worker that is killed frees its
 * jobs within about twice that; what it was at goes on when the lease of its run is free.
 */
const LOCK = 10_000;
/** How often a job may lose its worker: BullMQ fails one that is killed twice unless told otherwise. */
const KILLS = 1_000_000;
/** Milliseconds after which a job is asked for again that a machine left to others. */
const REST = 5000;
/** Milliseconds between two words of a job to those who wait for it. */
const PAUSE = 1000;

/**
 * Does jobs of a queue until it is stopped, or has done none for too long. A job that is stopped goes back into
 * the queue; one that this machine cannot do is left to others, and asked for again a moment later.
 */
export async function serveQueue(
  { connection, backend }: QueueConnection,
  service: Service,
): Promise<void> {
  const { atOnce, idle, doJob, say } = service;
  const ending = new AbortController();
  const signal = AbortSignal.any([service.signal, ending.signal]);
  /** Why jobs were left to others: each reason is told once. */
  const refused = new Set<string>();
  let going = 0;
  let since = performance.now();

  const queue = new QueueWorker<PlannedJob, DoneJob>(
    QUEUE,
    async (job, token) => {
      const back = async () => {
        await briefly(job.moveToWait(token)); // where the queue is away, it notices that nobody is at the job
        return new WaitingError();
      };
      /** Leaves it to others, and this machine to other jobs: it is asked again a while later. */
      const left = async () => {
        await briefly(job.moveToDelayed(Date.now() + REST, token));
        return new DelayedError();
      };
      if (signal.aborted) throw await back();
      going += 1;
      let isDone = true;
      let told = Number.NEGATIVE_INFINITY;
      const said = (line: string) => {
        const now = performance.now();
        if (now - told < PAUSE) return;
        told = now;
        const news: JobNews = { host: hostHere(), line };
        job.updateProgress({ ...news }).catch(() => undefined); // whoever waits hears the next one
      };
      try {
        const planned = plannedIn(job.data);
        const run = await doJob(planned, signal, said);
        say(`${job.name}: ${run.path}`);
        return { run: run.path, host: hostHere() };
      } catch (error) {
        if (error instanceof Interrupted) throw await back();
        const why = error instanceof Error ? error.message : String(error);
        if (error instanceof JobFailed) {
          say(`${job.name}: failed: ${why.split('\n')[0]}`);
          throw error;
        }
        isDone = false;
        if (!refused.has(why)) say(`${job.name} is left to others: ${why}`);
        refused.add(why);
        throw await left();
      } finally {
        going -= 1;
        if (isDone) since = performance.now();
      }
    },
    {
      ...{ connection, concurrency: atOnce, maxStalledCount: KILLS },
      ...{ lockDuration: LOCK, stalledInterval: LOCK },
    },
    backend,
  );
  queue.on('error', queueErrors(say));

  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      const tired = idle !== undefined && performance.now() - since > 1000 * idle;
      if (going === 0 && tired) ending.abort();
    }, 200);
    const stop = () => {
      clearInterval(watch);
      resolve();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  const idling = queue.pause().catch(() => undefined); // it takes no more jobs, and drops none that is on its way
  while (going > 0) await pause(50);
  await briefly(idling);
  await briefly(queue.close(true)); // else its timers would go on where the queue is away
}

/** What lies in the queue as a job. Throws JobFailed where it is none. */
function plannedIn(data: unknown): PlannedJob {
  const { data: planned } = plannedJob.safeParse(data);
  if (planned) return planned;
  throw new JobFailed('this is not a job of a sweep, or one of another version of topdown');
}
