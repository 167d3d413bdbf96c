import path from 'node:path';
import { InputError } from '../input/errors';
import { parseJson } from '../machine/read-json';
import { namesIn, readIfThere } from '../machine/read-whole';
import { LARGEST_RECORD, type RunRecord, runRecord } from './run-record';

/** The folder of one run and its record, `run.json`. */
export interface RunFolder {
  readonly path: string;
  /** The path of a file or folder in it. */
  readonly file: (...names: string[]) => string;
  readonly record: () => RunRecord;
}

/** A run that is under way: whoever has it may change it. It is made where its lease is (`heldRun`). */
export interface OwnRun extends RunFolder {
  /** Changes the record; the file is replaced as a whole. */
  readonly update: (change: Partial<RunRecord>) => void;
}

/** The file of the record. */
export const RECORD = 'run.json';

/** Opens the folder of an earlier run, to read: who is to write it takes its lease. Throws InputError where it is none. */
export function openRun(folder: string): RunFolder {
  const file = path.join(folder, RECORD);
  const content = readIfThere(file, LARGEST_RECORD);
  if (!content)
    throw new InputError(`${folder} is not the folder of a run: there is no ${RECORD} in it`);
  const record = parseJson(content, file, { what: 'the record of a run', schema: runRecord });
  return { path: folder, file: (...names) => path.join(folder, ...names), record: () => record };
}

/** The folders of all runs of a scenario, the latest first. */
export function runsOf(runs: string, scenario: string): string[] {
  const parent = path.join(runs, scenario);
  return folders(parent).map((run) => path.join(parent, run));
}

/** By time, and runs of the same second by the numbers that follow: the tenth after the second. */
const byTime = new Intl.Collator('en', { numeric: true });

/** For sorting the names of runs. */
export function latestFirst(one: string, other: string): number {
  return byTime.compare(other, one);
}

/** The names in a folder, the latest first. */
function folders(parent: string): string[] {
  return namesIn(parent).sort(latestFirst);
}
