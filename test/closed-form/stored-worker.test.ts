import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EnvironmentError } from '../../src/input/errors';
import { openRun } from '../../src/runs/run-folder';
import { Interrupted } from '../../src/runs/scenario';
import { StoreAway } from '../../src/store/object-store';
import { runSender } from '../../src/store/send-run';
import { type Attempt, storedJob } from '../../src/store/stored-job';
import type { Job } from '../../src/sweep/job';
import type { Worker } from '../../src/sweep/run-jobs';
import type { JobState } from '../../src/sweep/run-ledger';
import { storedWorker } from '../../src/sweep/stored-worker';
import { temporaryFolder } from '../support/folder';
import { type MemoryStore, memoryStore } from '../support/memory-store';
import { RECORD } from '../support/run-record';
import { until } from '../support/shell';

const KEY = 'a-job';
const JOB: Job = { scenario: 'some-scenario', options: {}, seed: 17, dataSet: 'mnist' };

/** What it looks at is all in memory. */
const PACE = { pause: 20, look: 20 };

beforeEach(() => {
  vi.stubEnv('TOPDOWN_LEASE_SECONDS', '0.5');
  vi.stubEnv('TOPDOWN_HOST', 'box');
});
afterEach(() => vi.unstubAllEnvs());

it('a worker that was taken over stops, and hands back what the other came to', async () => {
  const store = memoryStore();
  const box = machine(store);
  const worker: Worker = async (_, signal) => {
    box.run('begun-by-box', 'running');
    await until(() => signal.aborted);
    throw new Interrupted();
  };
  const doing = box.does(worker);
  await until(() => store.objects.has(`${KEY}/1/state`) && hasRun(store));
  store.wait(1);
  vi.stubEnv('TOPDOWN_HOST', 'barn');
  const { attempt } = await storedJob(store, KEY).take();
  const barn = machine(store);
  const run = await runSender(store, attempt as Attempt).atEnd(barn.run('barn', 'finished'));
  await attempt?.finish(run);
  const done = await doing;
  expect(path.basename(done.path)).toBe('barn');
  expect(path.dirname(done.path)).toBe(box.runs);
});

it('what another has sent is gone on with, and what this machine has sent itself is not fetched again', async () => {
  const store = memoryStore();
  const first = machine(store);
  const begins: Worker = async () => {
    first.run('begun', 'interrupted');
    throw new Interrupted();
  };
  await expect(first.does(begins)).rejects.toThrow(Interrupted);
  const seen: (string | undefined)[] = [];
  const looks = (at: ReturnType<typeof machine>): Worker => {
    return async () => {
      seen.push(at.state().run?.path);
      throw new Interrupted();
    };
  };
  await expect(first.does(looks(first))).rejects.toThrow(Interrupted);
  vi.stubEnv('TOPDOWN_HOST', 'barn');
  const second = machine(store);
  await expect(second.does(looks(second))).rejects.toThrow(Interrupted);
  expect(seen).toEqual([path.join(first.runs, 'begun'), path.join(second.runs, 'begun')]);
});

it('a job that fails is given back, and what it says is told', async () => {
  const store = memoryStore();
  const box = machine(store);
  const fails: Worker = async () => {
    throw new EnvironmentError('the disk is full');
  };
  await expect(box.does(fails)).rejects.toThrow('the disk is full');
  expect((await storedJob(store, KEY).take()).attempt?.number).toBe(2);
});

it('a store that is away is waited for, before the work and after it', async () => {
  let isAway = true;
  const store = memoryStore(() => {
    if (isAway) throw new StoreAway('the store is out of reach');
  });
  const box = machine(store);
  let times = 0;
  const worker: Worker = async () => {
    times += 1;
    if (times === 1) isAway = true;
    setTimeout(() => {
      isAway = false;
    }, 100);
    return times === 1 ? openRun(box.run('done', 'finished')) : (box.state().run as never);
  };
  setTimeout(() => {
    isAway = false;
  }, 100);
  const done = await box.does(worker);
  expect(path.basename(done.path)).toBe('done');
  expect(box.told.join()).toContain('the store is out of reach: trying again');
  const { run, attempt } = (await storedJob(store, KEY).finished()) ?? {};
  expect([run?.name, attempt]).toEqual(['done', 1]);
});

function hasRun(store: MemoryStore): boolean {
  return /"run":/.test(Buffer.from(store.objects.get(`${KEY}/1/state`)?.bytes ?? []).toString());
}

/** A machine with a folder of its own, which knows the run that it made last, or that was brought. */
function machine(store: MemoryStore) {
  const runs = path.join(temporaryFolder(), 'some-scenario');
  const told: string[] = [];
  let own: string | undefined;
  const run = (name: string, status: (typeof RECORD)['status']): string => {
    const folder = path.join(runs, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...RECORD, status }));
    own = folder;
    return folder;
  };
  const state = (): JobState => {
    for (const folder of [own, path.join(runs, 'begun')]) {
      const found = folder === undefined ? undefined : opened(folder);
      if (found?.record().status === 'finished') return { state: 'finished', run: found };
      if (found) return { state: 'open', run: found };
    }
    return { state: 'open' };
  };
  const work = {
    ...{ store, ledger: { look: () => state }, keyOf: () => KEY },
    place: () => ({ runs, draft: `${runs}-draft` }),
  };
  const tell = { said: () => undefined, waits: (line: string) => void told.push(line) };
  const does = (worker: Worker) =>
    storedWorker(worker, work, PACE)(JOB, new AbortController().signal, tell);
  return { runs, told, run, state, does };
}

function opened(folder: string) {
  try {
    return openRun(folder);
  } catch {
    return undefined;
  }
}
