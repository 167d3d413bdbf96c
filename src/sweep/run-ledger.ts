import { InputError } from '../engine/errors';
import { isGoing, openRun, type RunFolder, runsOf } from '../experiment/run-folder';
import type { RunRecord } from '../experiment/run-record';
import type { AnyScenario } from '../experiment/scenario';
import { type Job, jobKey } from './job';

/** How far a job has come. */
export type Found =
  | { readonly state: 'finished'; readonly run: RunFolder }
  /** A process is at it. */
  | { readonly state: 'going'; readonly run: RunFolder }
  /** `run` is one to go on with, where it was begun. */
  | { readonly state: 'open'; readonly run?: RunFolder };

/** What has been done of a scenario. Nothing is written down for it: the run folders tell. */
export interface RunLedger {
  /** Looks at the folders as they are now; what it returns tells of any job. */
  readonly look: () => (job: Job) => Found;
}

/** The ledger of a scenario's runs in this folder, whoever made them. */
export function runLedger(runs: string, { name, options }: AnyScenario): RunLedger {
  const finished = new Map<string, RunFolder>(); // what has finished does not change
  return {
    look() {
      const found = new Map<string, Found>();
      for (const folder of runsOf(runs, name)) {
        const run = finished.get(folder) ?? opened(folder);
        if (!run) continue;
        const record = run.record();
        if (record.status === 'finished') finished.set(folder, run);
        const key = jobKey(options, jobOf(record));
        if (key !== undefined) found.set(key, further(found.get(key), stateOf(run)));
      }
      return (job) => {
        const key = jobKey(options, job);
        return (key === undefined ? undefined : found.get(key)) ?? { state: 'open' };
      };
    },
  };
}

/** The job that a run is of. One that fell back on other images is of those. */
function jobOf({ scenario, options, seed, dataSet, classes, firstLabel, data }: RunRecord): Job {
  return { scenario, options, seed, dataSet: data?.set ?? dataSet, classes, firstLabel };
}

function stateOf(run: RunFolder): Found {
  const record = run.record();
  if (record.status === 'finished') return { state: 'finished', run };
  return { state: isGoing(record) ? 'going' : 'open', run };
}

const ORDER = ['open', 'going', 'finished'];

/** Of two runs of the same job, the one that has come further; the later one where both have. */
function further(later: Found | undefined, earlier: Found): Found {
  const rank = ({ state }: Found) => ORDER.indexOf(state);
  return later && rank(later) >= rank(earlier) ? later : earlier;
}

/** Undefined where a folder holds no run, or one of another version. */
function opened(folder: string): RunFolder | undefined {
  try {
    return openRun(folder);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
