import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { InputError } from '../input/errors';
import { dataContent } from '../runs/data-content';
import { runHolder } from '../runs/resume-run';
import { openRun, type RunFolder, runsOf } from '../runs/run-folder';
import type { RunRecord } from '../runs/run-record';
import type { AnyScenario } from '../runs/scenario';
import { type Job, jobKey } from './job';
import { type Named, namedIn } from './named-content';

/** How far a job has come. */
export type JobState =
  | { readonly state: 'finished'; readonly run: RunFolder }
  /** A process is at it, here or on another machine; `who` names the run, says which, and the ways round. */
  | { readonly state: 'going'; readonly run: RunFolder; readonly who: string }
  /** `run` is one to go on with, where it was begun. */
  | { readonly state: 'open'; readonly run?: RunFolder };

/** What has been done of a scenario. Nothing is written down for it: the run folders tell. */
export interface RunLedger {
  /** Looks at the folders as they are now; what it returns tells of any job. */
  readonly look: () => (job: Job) => JobState;
}

/** The runs of those jobs that have finished, as a ledger finds them now. */
export function finishedJobs(ledger: RunLedger, jobs: readonly Job[]): Map<Job, RunFolder> {
  const find = ledger.look();
  const found = jobs.map((job) => [job, find(job)] as const);
  return new Map(found.flatMap(([job, now]) => (now.state === 'finished' ? [[job, now.run]] : [])));
}

/** What a folder holds: a run, how far it has come, and of which job it is. */
interface Found {
  readonly key: string | undefined;
  readonly state: JobState;
}

/** The ledger of a scenario's runs in this folder, whoever made them. */
export function runLedger(runs: string, { name, options }: AnyScenario): RunLedger {
  const finished = new Map<string, Found>(); // by folder: what has finished does not change
  const foundIn = (folder: string): Found | undefined => {
    const before = finished.get(folder);
    const run = before ? undefined : opened(folder);
    if (!run) return before;
    const record = run.record();
    const state = stateOf(run, record);
    const job = jobOf(record, options);
    const found = { key: job && jobKey(options, job), state };
    if (state.state === 'finished') finished.set(folder, found);
    return found;
  };
  return {
    look() {
      const found = new Map<string, JobState>();
      for (const folder of runsOf(runs, name)) {
        const { key, state } = foundIn(folder) ?? {};
        if (key !== undefined && state) found.set(key, further(found.get(key), state));
      }
      return (job) => {
        // A run that has not found its data yet, or needs none, is known by what it was told of them.
        const keys = [job, { ...job, data: undefined }].map((one) => jobKey(options, one));
        const [first, ...others] = keys.flatMap((key) => found.get(key ?? '') ?? []);
        return first ? others.reduce(further, first) : { state: 'open' };
      };
    },
  };
}

/**
 * The job that a run is of. One that fell back on other images is of those. Networks and files that one which
 * has not finished has yet to use are those that it would use now. One that went on with other extensions
 * than it began with is of no job: undefined.
 */
function jobOf(record: RunRecord, shape: z.ZodRawShape): Job | undefined {
  const { scenario, options, seed, dataSet, dataFolder, data, status } = record;
  const { classes, firstLabel } = record;
  const used = [...(record.networks ?? []), ...(record.files ?? [])];
  const contents = Object.fromEntries(used.map(({ given, sha256 }) => [given, sha256]));
  const missing = namedIn(shape, options).filter(({ given }) => !Object.hasOwn(contents, given));
  const now = status === 'finished' ? [] : missing.flatMap(presentContent);
  const [extensions = [], ...others] = [record, ...record.resumed].map(sumsOfExtensions);
  if (others.some((one) => !isDeepStrictEqual(one, extensions))) return undefined;
  return {
    ...{ scenario, options, seed, dataSet, classes, firstLabel, dataFolder },
    data: data && dataContent(data),
    contents: { ...contents, ...Object.fromEntries(now) },
    extensions,
  };
}

/** The SHA-256 of each extension that was loaded, once, in order. */
function sumsOfExtensions({ extensions = [] }: Pick<RunRecord, 'extensions'>): string[] {
  return [...new Set(extensions.map(({ sha256 }) => sha256))].sort();
}

/** A name and the checksum of what it names; none where that is not there any more. */
function presentContent({ given, sha256Now }: Named): [given: string, sha256: string][] {
  try {
    return [[given, sha256Now()]];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function stateOf(run: RunFolder, record: RunRecord): JobState {
  if (record.status === 'finished') return { state: 'finished', run };
  const who = runHolder(run);
  if (who === undefined) return { state: 'open', run };
  return { state: 'going', run, who: `${run.path}: ${who}` };
}

const ORDER = ['open', 'going', 'finished'];

/** Of two runs of the same job, the one that has come further; the later one where both have. */
function further(later: JobState | undefined, earlier: JobState): JobState {
  const rank = ({ state }: JobState) => ORDER.indexOf(state);
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
