import { InputError } from '../../input/errors';
import { quoted } from '../../input/quoted';
import { hostHere } from '../../runs/process-identity';
import { Interrupted } from '../../runs/scenario';
import type { ObjectStore } from '../../store/object-store';
import { openStore } from '../../store/open-store';
import { type Job, typedOptions } from '../../sweep/job';
import { type PlannedJob, plannedJobs } from '../../sweep/planned-job';
import { connectQueue } from '../../sweep/queue/connect-queue';
import { queueAddress } from '../../sweep/queue/queue-address';
import { serveQueue } from '../../sweep/queue/serve-queue';
import type { Worker } from '../../sweep/run-jobs';
import { storedWorker } from '../../sweep/stored-worker';
import { interruptible } from '../interruptible';
import { prepareSweep, type Stoppable } from './prepare-sweep';
import { sweepInStore } from './sweep-in-store';
import { workersHere } from './workers-here';

/** How this machine does jobs: so many at a time, and what is elsewhere here than the sweep was told. */
interface WorkerOptions {
  readonly workers: number;
  /** Seconds without a job after which it ends. */
  readonly idle?: number | undefined;
  readonly runs?: string | undefined;
  readonly data?: string | undefined;
  readonly engine?: string | undefined;
}

/** Does the jobs of a queue on this machine. Returns the exit code. */
export async function workQueue(queue: string, options: WorkerOptions): Promise<number> {
  const { workers: atOnce, idle, ...place } = options;
  return interruptible(
    async ({ say, progress, stop }) => {
      const address = queueAddress(queue);
      const sweeps = sweepsHere(place, storesHere(), { progress, stop });
      const connection = await connectQueue(address, say);
      try {
        say(`${hostHere()} runs jobs of ${address.said}, ${atOnce} at a time`);
        await serveQueue(connection, {
          ...{ atOnce, idle, say, signal: stop.signal },
          async doJob(planned, signal, said) {
            const { job, worker } = await sweeps(planned);
            const waits = (line: string) => say(`${planned.about}: ${line}`);
            return worker(job, signal, { said, waits });
          },
        });
      } finally {
        connection.close();
      }
      return stop.signal.aborted ? stop.code() : 0;
    },
    () => 'stopped',
  );
}

/** Opens stores, each once; one that cannot be opened is tried again when it is asked for again. */
function storesHere(): (address: string) => Promise<ObjectStore> {
  const known = new Map<string, Promise<ObjectStore>>();
  return (address) => {
    const opening = known.get(address) ?? openStore(address);
    known.set(address, opening);
    opening.catch(() => known.delete(address)); // whoever asked is told
    return opening;
  };
}

/** A sweep whose jobs this machine does. */
interface SweepHere {
  readonly jobs: ReadonlyMap<string, Job>;
  readonly worker: Worker;
  /** Who does them where their runs are kept in a store. */
  readonly withStore: (store: ObjectStore) => Worker;
}

/** Finds a job, and who does it here; throws InputError where this machine makes other jobs of its sweep. */
function sweepsHere(
  place: Pick<WorkerOptions, 'runs' | 'data' | 'engine'>,
  storeOf: (address: string) => Promise<ObjectStore>,
  watched: Stoppable,
) {
  const known = new Map<string, Promise<SweepHere>>();
  const prepared = async (sweep: PlannedJob['sweep']): Promise<SweepHere> => {
    const [named = '', ...given] = sweep;
    const { scenario, plan, ledger, options } = await prepareSweep(
      named,
      [...given, ...typedOptions(place)],
      watched,
    );
    const jobs = plannedJobs(scenario.options, plan);
    const worker = workersHere(named, scenario, ledger, options);
    const inStore = sweepInStore({ scenario, ledger, options });
    return {
      jobs: new Map([...jobs].map(([job, { key }]) => [key, job])),
      worker,
      withStore: (store) => storedWorker(worker, inStore(store)),
    };
  };
  return async ({ sweep, key, about, store }: PlannedJob) => {
    const words = JSON.stringify(sweep);
    const unable = (why: string) =>
      new InputError(
        `${hostHere()} cannot do the jobs of npx topdown sweep ${sweep.map(quoted).join(' ')}: ${why}`,
      );
    const here = known.get(words) ?? prepared(sweep);
    known.set(words, here);
    const { jobs, worker, withStore } = await here.catch((error: unknown) => {
      known.delete(words);
      if (error instanceof Interrupted) throw error;
      throw unable(error instanceof Error ? error.message : String(error));
    });
    const job = jobs.get(key);
    if (job && store === undefined) return { job, worker };
    if (job && store !== undefined) return { job, worker: withStore(await storeOf(store)) };
    known.delete(words);
    throw unable(
      `the version, or the data, networks, files or extensions here, are others than where it was asked for (${about})`,
    );
  };
}
