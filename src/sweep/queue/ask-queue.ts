import { Queue, QueueEvents } from 'bullmq';
import { auditTime, exhaustMap, merge, Subject, timer } from 'rxjs';
import { EnvironmentError } from '../../input/errors';
import type { Job } from '../job';
import type { PlannedJob } from '../planned-job';
import type { Worker } from '../run-jobs';
import type { RunLedger } from '../run-ledger';
import { AwaitedJobs } from './awaited-jobs';
import { HeldJobs } from './held-jobs';
import type { QueueConnection } from './queue-connection';
import { briefly, type DoneJob, type JobNews, QUEUE, queueErrors } from './queued-job';

/** A queue that jobs are put into, for others to do. */
export interface AskedQueue {
  /** Hands back a job's run when its folder is there, whoever did it. */
  readonly worker: Worker;
  readonly close: () => Promise<void>;
}

/** What a queue is asked for. */
interface AskedFor {
  readonly ledger: RunLedger;
  readonly planned: ReadonlyMap<Job, PlannedJob>;
  readonly say: (text: string) => void;
  /** Brings a run here that is done elsewhere, where the machines share no disk; tells whether the store answered. */
  readonly fetch?: (job: Job) => Promise<boolean>;
}

/** Milliseconds between two looks at the run folders. */
const PAUSE = 2000;
/** Milliseconds between two looks where a job has just been done. */
const HASTE = 500;
/** Milliseconds after which it is made sure again that the queue holds what is not done: it may have lost it. */
const DOUBT = 10_000;

/**
 * A worker that puts each job into a queue and waits until its run is there. Jobs that are put in twice,
 * by this sweep or another, are one; one that failed before is tried again; those that a queue has
 * lost are put in anew. Throws EnvironmentError where the queue refuses.
 */
export async function askQueue(
  { connection, backend }: QueueConnection,
  { ledger, planned, say, fetch = async () => true }: AskedFor,
): Promise<AskedQueue> {
  const queue = new Queue<PlannedJob, DoneJob>(QUEUE, { connection }, backend);
  const events = new QueueEvents(QUEUE, { connection }, backend);
  const troubled = queueErrors(say);
  queue.on('error', troubled);
  events.on('error', troubled);
  const awaited = new AwaitedJobs(ledger);
  const held = new HeldJobs(queue, awaited, { say, fetch });

  const done = new Set<string>();
  let ensured = Number.NEGATIVE_INFINITY;
  const look = async () => {
    for (const id of done) {
      done.delete(id);
      const job = awaited.job(id);
      if (job) await fetch(job);
    }
    awaited.look();
    if (awaited.planned.length === 0 || performance.now() - ensured < DOUBT) return;
    await held.ensure();
    ensured = performance.now();
  };
  const rung = new Subject<void>();
  const looking = merge(timer(0, PAUSE), rung.pipe(auditTime(HASTE)))
    .pipe(exhaustMap(() => look().catch(troubled)))
    .subscribe();
  events.on('completed', ({ jobId }) => {
    done.add(jobId);
    rung.next();
  });
  events.on('failed', ({ jobId, failedReason }) => held.failed(jobId, failedReason));
  events.on('progress', ({ jobId, data }) => {
    const { host, line } = data as unknown as JobNews;
    awaited.said(jobId, `${line} (${host})`);
  });

  const close = async () => {
    looking.unsubscribe();
    await briefly(Promise.all([events.close(), queue.close()]));
  };
  try {
    await events.waitUntilReady();
  } catch (error) {
    await close();
    throw new EnvironmentError(`the queue: ${(error as Error).message}`, { cause: error });
  }
  return {
    worker: (job, signal, tell) =>
      awaited.wait({ job, planned: planned.get(job) as PlannedJob }, signal, tell),
    close,
  };
}
