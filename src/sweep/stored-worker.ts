import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leaseSeconds } from '../runs/lease-holder';
import { hostHere } from '../runs/process-identity';
import type { RunFolder } from '../runs/run-folder';
import { Interrupted, stopIfInterrupted } from '../runs/scenario';
import { fetchRun } from '../store/fetch-run';
import { type ObjectStore, StoreAway } from '../store/object-store';
import { type RunSender, runSender } from '../store/send-run';
import { type Attempt, type StoredJob, storedJob } from '../store/stored-job';
import { runOfFinished, type StoredWork } from './finished-in-store';
import type { Job } from './job';
import { reminder } from './reminder';
import { repeated } from './repeated';
import type { Worker } from './run-jobs';

/** How often a worker looks, in milliseconds from one look to the next. */
interface Pace {
  /** At a job that another process does, or at a store that is away. */
  readonly pause: number;
  /** At the folder of a run that is going. */
  readonly look: number;
}

const PACE: Pace = { pause: 2000, look: 1000 };
/** Signs of life within the seconds that an attempt counts without one. */
const SIGNS = 5;

/**
 * A worker whose jobs others can go on with, though they share no disk with it: what a run has saved is sent
 * to a store, and what others have sent is fetched before this worker goes on.
 */
export function storedWorker(worker: Worker, work: StoredWork, pace = PACE): Worker {
  return async (job, signal, tell) => {
    const stored = storedJob(work.store, work.keyOf(job));
    const waits = reminder(tell.waits);
    const notKept = (error: Error) =>
      waits(`${error.message}; the job continues, and what it saves is sent later`);
    let mine: Mine | undefined;
    try {
      for (;;) {
        stopIfInterrupted(signal);
        try {
          const there = await stored.finished();
          if (there) return await runOfFinished(work, job, there);
          const { attempt, who } = mine ?? (await stored.take());
          if (attempt) {
            mine ??= began(work.store, attempt, notKept);
            const task = { job, stored, mine, notKept, signal, tell, look: pace.look };
            const run = await attempted(worker, work, task);
            if (run) return run;
            mine.end();
            mine = undefined;
          } else waits(`waiting for ${who}`);
        } catch (error) {
          if (!(error instanceof StoreAway)) throw error;
          waits(`${error.message}: trying again until it is back`);
        }
        await pause(pace.pause, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      mine?.end();
      await mine?.attempt.release().catch(() => undefined); // others wait until it has been silent for long
    }
  };
}

/** An attempt at a job that this process is at, and gives signs of life of. */
interface Mine {
  readonly attempt: Attempt;
  readonly who?: never;
  readonly sender: RunSender;
  /** Aborts where another has taken over, or finished. */
  readonly lost: AbortSignal;
  readonly end: () => void;
}

function began(store: ObjectStore, attempt: Attempt, failed: (error: Error) => void): Mine {
  const lost = new AbortController();
  const signs = repeated(
    (1000 * leaseSeconds()) / SIGNS,
    async () => {
      if (await attempt.isOver()) lost.abort();
      else await attempt.say();
    },
    failed,
  );
  const end = () => void signs();
  return { attempt, sender: runSender(store, attempt), lost: lost.signal, end };
}

interface Task {
  readonly job: Job;
  readonly stored: StoredJob;
  readonly mine: Mine;
  /** Is told what could not be sent. */
  readonly notKept: (error: Error) => void;
  readonly signal: AbortSignal;
  readonly tell: Parameters<Worker>[2];
  readonly look: Pace['look'];
}

/** Goes on with a job from where any worker left it; undefined where another has taken over meanwhile. */
async function attempted(
  worker: Worker,
  work: StoredWork,
  { job, stored, mine, notKept, signal, tell, look }: Task,
): Promise<RunFolder | undefined> {
  await bringIn(work, job, stored);
  const { sender, lost, attempt } = mine;
  const folder = () => {
    const { state, run } = work.ledger.look()(job);
    return state === 'finished' ? undefined : run?.path;
  };
  let known: string | undefined;
  const stopSending = repeated(
    look,
    async () => {
      known ??= folder();
      if (known !== undefined) await sender.whileGoing(known);
    },
    notKept,
  );
  const sendLeft = async () => {
    known ??= folder();
    if (known !== undefined) await sender.atEnd(known);
  };
  try {
    const run = await worker(job, AbortSignal.any([signal, lost]), tell).finally(stopSending);
    await attempt.finish(await sender.atEnd(run.path));
    return run;
  } catch (error) {
    if (error instanceof StoreAway) throw error;
    await sendLeft().catch(() => undefined); // it is here still
    if (error instanceof Interrupted && lost.aborted) return undefined;
    throw error;
  }
}

/** Fetches what another has sent of a job, unless this machine's own run is that, and as far at least. */
async function bringIn(work: StoredWork, job: Job, stored: StoredJob): Promise<void> {
  const here = work.ledger.look()(job);
  if (here.state !== 'open') return;
  const sent = await stored.latest();
  if (!sent) return;
  const isOurs =
    here.run && sent.host === hostHere() && path.basename(here.run.path) === sent.run.name;
  const key = work.keyOf(job);
  if (!isOurs) await fetchRun(work.store, key, sent, work.place(key));
}
