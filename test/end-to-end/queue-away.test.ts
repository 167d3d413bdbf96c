import { expect, it, onTestFinished } from 'vitest';
import { Interrupted } from '../../src/runs/scenario';
import type { Job } from '../../src/sweep/job';
import type { PlannedJob } from '../../src/sweep/planned-job';
import { askQueue } from '../../src/sweep/queue/ask-queue';
import { connectQueue } from '../../src/sweep/queue/connect-queue';
import { queueAddress } from '../../src/sweep/queue/queue-address';
import { serveQueue } from '../../src/sweep/queue/serve-queue';
import { temporaryFolder } from '../support/folder';
import { hasRedis, startRedis } from '../support/redis';
import { script, TOPDOWN, until } from '../support/shell';

const quiet = () => undefined;

it.skipIf(!hasRedis)('a worker that is stopped at a job while the queue is away ends', async () => {
  const redis = await startRedis();
  onTestFinished(redis.kill);
  const connect = async () => {
    const connection = await connectQueue(queueAddress(redis.address), quiet);
    onTestFinished(connection.close);
    return connection;
  };
  const job: Job = { scenario: 'waits', options: {}, seed: 1, dataSet: 'none' };
  const about: PlannedJob = {
    ...{ schema: 1, job: 1, of: 1, about: 'seed 1', key: '0', sweep: ['waits'] },
  };
  const stop = new AbortController();
  const asked = await askQueue(await connect(), {
    ...{ ledger: { look: () => () => ({ state: 'open' }) }, planned: new Map([[job, about]]) },
    say: quiet,
  });
  const waiting = asked.worker(job, stop.signal, { said: quiet, waits: quiet });
  let isBegun = false;
  const serving = serveQueue(await connect(), {
    ...{ atOnce: 1, say: quiet, signal: stop.signal },
    doJob: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Interrupted()));
        isBegun = true;
      }),
  });
  await until(() => isBegun);
  await redis.kill();
  stop.abort();
  await expect(waiting).rejects.toThrow(Interrupted);
  await serving;
  await asked.close();
});

it.skipIf(!hasRedis)(
  'a worker that is stopped without a job while the queue is away ends its process',
  async () => {
    const redis = await startRedis();
    onTestFinished(redis.kill);
    const worker = script(`${TOPDOWN} worker ${redis.address}`, temporaryFolder());
    onTestFinished(() => void worker.child.kill('SIGKILL'));
    await until(() => worker.said().includes('runs jobs of'));
    await redis.kill();
    await until(() => worker.said().includes('is lost'));
    worker.child.kill('SIGTERM');
    expect(await worker.ended, worker.said()).toBe(143);
  },
);
