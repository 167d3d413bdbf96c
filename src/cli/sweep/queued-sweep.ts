import { quoted } from '../../input/quoted';
import { StoreAway } from '../../store/object-store';
import { openStore } from '../../store/open-store';
import { fetching, finishedInStore, type StoredWork } from '../../sweep/finished-in-store';
import { plannedJobs } from '../../sweep/planned-job';
import { askQueue } from '../../sweep/queue/ask-queue';
import { connectQueue } from '../../sweep/queue/connect-queue';
import { queueAddress } from '../../sweep/queue/queue-address';
import type { Worker } from '../../sweep/run-jobs';
import type { PreparedSweep } from './prepare-sweep';
import { sweepInStore } from './sweep-in-store';

/** Has the jobs of a sweep done by those who serve a queue, while `use` is at work. Throws EnvironmentError. */
export async function withQueue<T>(
  queue: string,
  prepared: PreparedSweep,
  say: (text: string) => void,
  use: (worker: Worker) => Promise<T>,
): Promise<T> {
  const { scenario, plan, ledger, options } = prepared;
  const address = queueAddress(queue);
  const store = options.store === undefined ? undefined : await openStore(options.store);
  const work = store && sweepInStore(prepared)(store);
  const connection = await connectQueue(address, say);
  try {
    const planned = plannedJobs(scenario.options, plan, store?.said);
    const fetch = work && { fetch: fetching(work, say) };
    const asked = await askQueue(connection, { ledger, planned, say, ...fetch });
    const kept = store ? `; their runs are kept in ${store.said}` : '';
    say(
      `the jobs are in the queue ${address.said}: \`npx topdown worker ${quoted(address.said)}\` runs them${kept}`,
    );
    return await use(work ? lookingFirst(asked.worker, work) : asked.worker).finally(asked.close);
  } finally {
    connection.close();
  }
}

/** A worker that asks others only for what has not finished in the store. */
function lookingFirst(worker: Worker, work: StoredWork): Worker {
  return async (job, signal, tell) => {
    const run = await finishedInStore(work, job).catch((error: unknown) => {
      if (!(error instanceof StoreAway)) throw error;
      return undefined; // whoever does the job hears of it
    });
    return run ?? worker(job, signal, tell);
  };
}
