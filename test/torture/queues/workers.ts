import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RandomStream } from '../../../src/engine/random';
import { withoutStack } from '../disturb';
import { Failure } from '../failure';
import { type Running, topdown } from '../processes';

/** Seconds after which another machine takes over what one has given no sign of life of. */
export const LEASE = '6';

/** Workers of a queue, each on a machine of its own as far as it can tell. */
export interface Workers {
  /** Has one killed, and another begin on its machine; or stands it still for longer than its leases. */
  readonly disturb: (random: RandomStream) => Promise<string>;
  /** Asks all to stop, and waits until they have. Throws a Failure where one ends in another way. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds that a machine stands still: others have taken over its jobs when it goes on. */
const STILL = 1500 * Number(LEASE);

/** Starts workers, so many, in a folder that they share. */
export function startWorkers(count: number, queue: string, folder: string, log: string): Workers {
  const begin = (at: number) => {
    const env = { TOPDOWN_HOST: `machine-${at + 1}`, TOPDOWN_LEASE_SECONDS: LEASE };
    return topdown(['worker', queue, '--workers', '1'], folder, { env, log });
  };
  const workers: Running[] = [];
  /** As whoever runs machines does: a worker that finds no queue when it begins is begun again. */
  const keep = (at: number) => {
    const worker = begin(at);
    workers[at] = worker;
    worker.ended.then(
      ({ code, stderr }) => {
        if (code === 1 && /out of reach/.test(stderr) && workers[at] === worker) keep(at);
      },
      () => undefined, // whoever waits for it is told
    );
  };
  for (let at = 0; at < count; at++) keep(at);
  const still = async (worker: Running) => {
    const all = [worker.pid, ...childrenOf(worker.pid)];
    for (const pid of all) signal(pid, 'SIGSTOP');
    await pause(STILL);
    for (const pid of all) signal(pid, 'SIGCONT');
    return 'SIGSTOP';
  };
  return {
    async disturb(random) {
      const at = random.integer(0, count - 1);
      const worker = workers[at] as Running;
      if (random.uniform() < 0.2) return still(worker);
      worker.kill('SIGKILL');
      await worker.ended;
      keep(at);
      return 'SIGKILL';
    },
    async stop() {
      for (const worker of workers) worker.kill('SIGTERM');
      for (const ended of await Promise.all(workers.map((worker) => worker.ended))) {
        withoutStack(ended);
        if (ended.code !== 143 && ended.signal !== 'SIGTERM')
          throw new Failure(`a worker ended with ${ended.signal ?? `code ${ended.code}`}`);
      }
    },
  };
}

/** The processes that one has started itself. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const [, after = ''] = /^.*\) . (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return Number(after.split(' ')[0]);
  } catch {
    return undefined; // it has ended
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}
