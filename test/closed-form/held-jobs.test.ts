import type { Queue } from 'bullmq';
import { afterEach, expect, it, vi } from 'vitest';
import { Interrupted } from '../../src/runs/scenario';
import { StoreAway } from '../../src/store/object-store';
import { fetching } from '../../src/sweep/finished-in-store';
import type { Job } from '../../src/sweep/job';
import type { PlannedJob } from '../../src/sweep/planned-job';
import { AwaitedJobs } from '../../src/sweep/queue/awaited-jobs';
import { HeldJobs } from '../../src/sweep/queue/held-jobs';
import { type DoneJob, queuedId } from '../../src/sweep/queue/queued-job';
import type { RunLedger } from '../../src/sweep/run-ledger';
import { memoryStore } from '../support/memory-store';

const job: Job = { scenario: 'pretend', options: {}, seed: 1, dataSet: 'mnist' };
const planned: PlannedJob = {
  ...{ schema: 1, job: 1, of: 1, about: 'seed 1', key: 'a1', sweep: ['pretend'] },
  store: 's3://memory',
};

afterEach(() => void vi.restoreAllMocks());

/** A sweep whose only job is done elsewhere, as its queue tells; what becomes of it, and what was said. */
function sweepOfDone(store: ReturnType<typeof memoryStore>) {
  const done = { returnvalue: { run: 'runs/a', host: 'box' }, getState: async () => 'completed' };
  const queue = {
    getRanges: async ([state]: string[]) => (state === 'failed' ? [queuedId(planned)] : []),
    ...{ addBulk: async () => undefined, getWorkersCount: async () => 1 },
    getJob: async () => ({ ...done, retry: async () => undefined }),
  } as unknown as Queue<PlannedJob, DoneJob>;
  const ledger: RunLedger = { look: () => () => ({ state: 'open' }) };
  const awaited = new AwaitedJobs(ledger);
  const stop = new AbortController();
  const tell = { said: () => undefined, waits: () => undefined };
  const outcome = awaited.wait({ job, planned }, stop.signal, tell).catch((error: Error) => error);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const place = () => {
    throw new Error('nothing is fetched');
  };
  const work = { store, ledger, keyOf: () => planned.key, place };
  const held = new HeldJobs(queue, awaited, { say, fetch: fetching(work, say) });
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const looks = async (times: number) => {
    for (let look = 0; look < times; look++) {
      now += 40_000;
      await held.ensure();
    }
  };
  return { looks, outcome, said, stop: () => stop.abort() };
}

it('a job that is done waits for a store that is away for minutes', async () => {
  const asked = vi.fn<() => void>(() => {
    throw new StoreAway('the store is out of reach');
  });
  const store = memoryStore(asked);
  const { looks, outcome, said, stop } = sweepOfDone(store);
  await looks(10);
  asked.mockImplementation(() => undefined);
  await looks(1);
  stop();
  expect(await outcome).toBeInstanceOf(Interrupted); // it was waited for until then
  expect(said).toEqual(['the store is out of reach']);
});

it('a job that is done fails where the store answers for a minute that its run is not there', async () => {
  const { looks, outcome } = sweepOfDone(memoryStore());
  await looks(4);
  expect(String(await outcome)).toContain('runs/a on box holds its run, which cannot be seen here');
});
