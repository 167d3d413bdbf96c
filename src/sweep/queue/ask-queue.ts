import { Queue, QueueEvents } from 'bullmq';
import { auditTime, exhaustMap, merge, Subject, timer } from 'rxjs';
import { EnvironmentError } from '../../input/errors';
import type { RunFolder } from '../../runs/run-folder';
import { Interrupted } from '../../runs/scenario';
import type { Job } from '../job';
import type { PlannedJob } from '../planned-job';
import type { Worker } from '../run-jobs';
import type { RunLedger } from '../run-ledger';
import type { QueueConnection } from './queue-connection';
import { briefly, type DoneJob, type JobNews, QUEUE, queuedId, queueErrors } from './queued-job';

/** A queue that jobs are put into, for others to do. */
export interface AskedQueue {
  /** Hands back a job's run when its folder is there, whoever did it. */
  readonly worker: Worker;
  readonly close: () => Promise<void>;
}

/** Milliseconds between two looks at the run folders. */
const PAUSE = 2000;
/** Milliseconds between two looks where a job has just been done. */
const HASTE = 500;
/** Milliseconds after which it is made sure again that the queue holds what is not done: it may have lost it. */
const DOUBT = 10_000;
/** Milliseconds for which a run that is said to be done may not be seen yet, as on a slow shared disk. */
const LATE = 60_000;

/** A job that is waited for. */
interface Awaited {
  readonly job: Job;
  readonly planned: PlannedJob;
  readonly tell: Parameters<Worker>[2];
  readonly resolve: (run: RunFolder) => void;
  readonly reject: (error: Error) => void;
  /** Where and since when it is said to be done though its run is not to be seen. */
  unseen?: { readonly done: DoneJob; readonly since: number };
}

/**
 * A worker that puts each job into a queue and waits until its run is there. Jobs that are put in twice,
 * by this sweep or another, are one; one that failed before is tried again; those that a queue has
 * lost are put in anew. Throws EnvironmentError where the queue refuses.
 */
export async function askQueue(
  { connection, backend }: QueueConnection,
  { ledger, planned, say, fetch = async () => undefined }: AskedFor,
): Promise<AskedQueue> {
  const queue = new Queue<PlannedJob, DoneJob>(QUEUE, { connection }, backend);
  const events = new QueueEvents(QUEUE, { connection }, backend);
  const troubled = queueErrors(say);
  queue.on('error', troubled);
  events.on('error', troubled);
  const awaited = new Map<string, Awaited>();
  const finish = (id: string) => {
    const one = awaited.get(id);
    awaited.delete(id);
    return one;
  };
  const fail = (id: string, why: string) => finish(id)?.reject(new EnvironmentError(why));
  const look = () => {
    const find = ledger.look();
    for (const [id, { job }] of awaited) {
      const found = find(job);
      if (found.state === 'finished') finish(id)?.resolve(found.run);
    }
  };

  const begun = new Set<string>();
  let served = -1;
  /** Has the queue hold what is waited for, and learns what was missed of it. */
  const ensure = async () => {
    const asked = [...awaited.values()];
    const ended = await queue.getRanges(['failed', 'completed'], 0, -1);
    const held = new Set([
      ...ended,
      ...(await queue.getRanges(['wait', 'active', 'delayed'], 0, -1)),
    ]);
    const absent = asked.filter(({ planned }) => !held.has(queuedId(planned)));
    await queue.addBulk(absent.map(({ planned }) => entry(planned)));
    for (const id of ended.filter((id) => awaited.has(id))) {
      const one = awaited.get(id) as Awaited;
      const job = await queue.getJob(id);
      const state = await job?.getState();
      if (!job || (state !== 'failed' && state !== 'completed')) continue;
      if (!begun.has(id))
        await job.retry(state).catch(() => undefined); // another was faster
      else if (state === 'failed') fail(id, job.failedReason);
      else {
        await fetch(one.job);
        missing(one, job.returnvalue);
      }
    }
    for (const { planned } of asked) begun.add(queuedId(planned));
    const workers = await queue.getWorkersCount();
    if (workers === 0 && served !== 0)
      say('no `npx topdown worker` serves the queue: waiting until one does');
    served = workers;
  };
  const missing = (one: Awaited, done: DoneJob) => {
    one.unseen ??= { done, since: performance.now() };
    if (performance.now() - one.unseen.since < LATE) return;
    fail(
      queuedId(one.planned),
      `${done.run} on ${done.host} holds its run, which cannot be seen here: let the machines share the folder, give a --store, or collect the runs (docs/sweeps.md)`,
    );
  };

  const rung = new Subject<void>();
  const done = new Set<string>();
  let ensured = Number.NEGATIVE_INFINITY;
  const looking = merge(timer(0, PAUSE), rung.pipe(auditTime(HASTE)))
    .pipe(
      exhaustMap(async () => {
        try {
          for (const id of done) {
            done.delete(id);
            const one = awaited.get(id);
            if (one) await fetch(one.job);
          }
          look();
          if (awaited.size === 0 || performance.now() - ensured < DOUBT) return;
          await ensure();
          ensured = performance.now();
        } catch (error) {
          troubled(error as Error);
        }
      }),
    )
    .subscribe();
  events.on('completed', ({ jobId }) => {
    done.add(jobId);
    rung.next();
  });
  events.on('failed', ({ jobId, failedReason }) => {
    if (begun.has(jobId)) fail(jobId, failedReason);
  });
  events.on('progress', ({ jobId, data }) => {
    const { host, line } = data as unknown as JobNews;
    awaited.get(jobId)?.tell.said(`${line} (${host})`);
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
    worker(job, signal, tell) {
      const one = planned.get(job) as PlannedJob;
      const id = queuedId(one);
      const stop = () => finish(id)?.reject(new Interrupted());
      signal.addEventListener('abort', stop);
      const run = new Promise<RunFolder>((resolve, reject) => {
        awaited.set(id, { ...{ job, planned: one, tell, reject }, resolve });
        if (signal.aborted) stop();
      });
      return run.finally(() => signal.removeEventListener('abort', stop));
    },
    close,
  };
}

/** What a queue is asked for. */
interface AskedFor {
  readonly ledger: RunLedger;
  readonly planned: ReadonlyMap<Job, PlannedJob>;
  readonly say: (text: string) => void;
  /** Brings a run here that is done elsewhere, where the machines share no disk. */
  readonly fetch?: (job: Job) => Promise<void>;
}

function entry(planned: PlannedJob) {
  return { name: planned.about, data: planned, opts: { jobId: queuedId(planned) } };
}
