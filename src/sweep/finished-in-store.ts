import type { RunFolder } from '../runs/run-folder';
import { type FetchedPlace, fetchRun } from '../store/fetch-run';
import { type ObjectStore, StoreAway } from '../store/object-store';
import { storedJob } from '../store/stored-job';
import type { FinishedJob } from '../store/stored-run';
import type { Job } from './job';
import type { RunLedger } from './run-ledger';

/** How the jobs of a sweep lie in a store that machines share, and where their runs go here. */
export interface StoredWork {
  readonly store: ObjectStore;
  readonly ledger: RunLedger;
  readonly keyOf: (job: Job) => string;
  /** Where a run that is fetched goes. */
  readonly place: (key: string) => FetchedPlace;
}

/** The run of a job that has finished in the store, from there where it is not here; else nothing. */
export async function finishedInStore(work: StoredWork, job: Job): Promise<RunFolder | undefined> {
  const there = await storedJob(work.store, work.keyOf(job)).finished();
  return there && runOfFinished(work, job, there);
}

/** The run of this result, fetched where it is not here. Throws as `fetchRun` does. */
export async function runOfFinished(
  work: StoredWork,
  job: Job,
  there: FinishedJob,
): Promise<RunFolder> {
  const here = work.ledger.look()(job);
  if (here.state === 'finished') return here.run;
  const key = work.keyOf(job);
  return fetchRun(work.store, key, there, work.place(key));
}

/**
 * Brings runs here that are done, and tells whether the store answered; what fails is said once, and tried again when
 * it is asked for again.
 */
export function fetching(
  work: StoredWork,
  say: (text: string) => void,
): (job: Job) => Promise<boolean> {
  let told: string | undefined;
  return async (job) => {
    try {
      await finishedInStore(work, job);
      told = undefined;
      return true;
    } catch (error) {
      const { message } = error as Error;
      if (message !== told) say(message);
      told = message;
      return !(error instanceof StoreAway);
    }
  };
}
