import { plannedJobs } from '../../sweep/planned-job';
import { askQueue } from '../../sweep/queue/ask-queue';
import { connectQueue } from '../../sweep/queue/connect-queue';
import { queueAddress } from '../../sweep/queue/queue-address';
import type { Worker } from '../../sweep/run-jobs';
import type { PreparedSweep } from './prepare-sweep';

/** Has the jobs of a sweep done by those who serve a queue, while `use` is at work. Throws EnvironmentError. */
export async function withQueue<T>(
  queue: string,
  { scenario, plan, ledger }: PreparedSweep,
  say: (text: string) => void,
  use: (worker: Worker) => Promise<T>,
): Promise<T> {
  const address = queueAddress(queue);
  const connection = await connectQueue(address, say);
  try {
    const planned = plannedJobs(scenario.options, plan);
    const asked = await askQueue(connection, { ledger, planned, say });
    say(`asking for jobs by ${address.said}: \`topdown worker ${address.said}\` does them`);
    return await use(asked.worker).finally(asked.close);
  } finally {
    connection.close();
  }
}
