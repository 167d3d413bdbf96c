import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { parseJson } from '../machine/read-json';
import { leaseSeconds } from '../runs/lease-holder';
import { hasEnded, identityOf } from '../runs/process-identity';
import type { ObjectStore } from './object-store';
import {
  type AttemptState,
  attemptState,
  type FinishedJob,
  finishedJob,
  type SentRun,
  type StoredRun,
} from './stored-run';

/** A job as a store has it. */
export interface StoredJob {
  /** Its result; undefined while there is none. */
  readonly finished: () => Promise<FinishedJob | undefined>;
  /** The run that was last sent, and by which attempt: what another can go on with. */
  readonly latest: () => Promise<SentRun | undefined>;
  /** Begins the next attempt, or tells who is at the one before. */
  readonly take: () => Promise<
    | { readonly attempt: Attempt; readonly who?: never }
    | { readonly attempt?: never; readonly who: string }
  >;
}

/** An attempt that this process is at. */
export interface Attempt {
  readonly number: number;
  /** Where the content of a file lies. */
  readonly file: (sha256: string) => string;
  /** Says that it goes on, with the run as it was sent last, or as it is now. */
  readonly say: (run?: StoredRun) => Promise<void>;
  /** Whether another may be at the job by now, or has finished it. */
  readonly isOver: () => Promise<boolean>;
  /** Writes down the result; false where another was faster, whose result stays. */
  readonly finish: (run: StoredRun) => Promise<boolean>;
  /** Lets others go on with the run as it was sent last. */
  readonly release: () => Promise<void>;
}

/** Bytes of what an attempt says, at the most. */
const LARGEST = 32 * 2 ** 20;

/** Where the content of a file of an attempt lies. */
export function fileOf(key: string, attempt: number, sha256: string): string {
  return `${key}/${attempt}/files/${sha256}`;
}

/** The job of this key. All of it throws StoreAway, and InputError where the store refuses or holds what is none. */
export function storedJob(store: ObjectStore, key: string): StoredJob {
  const at = (...names: (string | number)[]) => [key, ...names].join('/');
  const read = async <T>(name: string, what: string, schema: z.ZodType<T>) => {
    const found = await store.get(name, LARGEST);
    if (!found) return undefined;
    const said = parseJson(found.bytes, `${store.said}/${name}`, { what, schema });
    return { said, quiet: found.quiet };
  };
  const stateOf = async (number: number) =>
    (await read(at(number, 'state'), 'the state of a job', attemptState)) ??
    (await read(at(number, 'claim'), 'a claim of a job', attemptState));
  const newest = async () => {
    let number = 0;
    while (await store.has(at(number + 1, 'claim'))) number += 1;
    return number;
  };
  const finished = async () =>
    (await read(at('finished'), 'the result of a job', finishedJob))?.said;
  return {
    finished,
    async latest() {
      for (let number = await newest(); number > 0; number--) {
        const { run, process } = (await stateOf(number))?.said ?? {};
        if (run && process) return { attempt: number, host: process.host, run };
      }
      return undefined;
    },
    async take() {
      const before = await newest();
      const state = before > 0 ? await stateOf(before) : undefined;
      const who = state && holder(state);
      if (who !== undefined) return { who };
      const number = before + 1;
      const begun = new Date().toISOString();
      const claim: AttemptState = {
        ...{ schema: 1, process: identityOf(), since: begun, seconds: leaseSeconds() },
      };
      const mine = bytesOf({ ...claim, word: randomUUID() });
      if (!(await store.putNew(at(number, 'claim'), mine)))
        return { who: 'another worker, which was faster' };
      return { attempt: attemptOf(number, claim) };
    },
  };

  function attemptOf(number: number, claim: AttemptState): Attempt {
    let state = claim;
    let last: Promise<unknown> = Promise.resolve();
    /** One after the other: what was said last is to stay. */
    const say = (change: Partial<AttemptState>) => {
      const saying = last.then(async () => {
        state = { ...state, ...change };
        await store.put(at(number, 'state'), bytesOf(state));
      });
      last = saying.catch(() => undefined);
      return saying;
    };
    return {
      number,
      file: (sha256) => fileOf(key, number, sha256),
      say: (run) => say(run ? { run } : {}),
      isOver: async () =>
        (await store.has(at(number + 1, 'claim'))) || (await store.has(at('finished'))),
      finish(run) {
        const { host } = claim.process;
        const result: FinishedJob = { schema: 1, attempt: number, host, run };
        return store.putNew(at('finished'), bytesOf(result));
      },
      release: () => say({ released: true }),
    };
  }
}

/** Who is at an attempt; undefined where it has ended, or has been silent for too long. */
function holder({
  said: { process, since, seconds, released },
  quiet,
}: {
  readonly said: AttemptState;
  readonly quiet: number;
}): string | undefined {
  if (released || hasEnded(process) || quiet > seconds) return undefined;
  return `process ${process.pid} on ${process.host}, which has it since ${since} and gave its last sign of life ${Math.round(quiet)} s ago: let it end, or stop it; where it is gone, its job is free when it has been silent for ${seconds} s`;
}

function bytesOf(content: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(content)}\n`);
}
