import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../engine/errors';
import { writeWhole } from '../engine/files';
import { type RunRecord, runRecord } from './run-record';

/** The folder of one run and its record, `run.json`, which is on the disk at every moment. */
export interface RunFolder {
  readonly path: string;
  /** The path of a file or folder in it. */
  readonly file: (...names: string[]) => string;
  readonly record: () => RunRecord;
  /** Changes the record; the file is replaced as a whole. */
  readonly update: (change: Partial<RunRecord>) => void;
}

/** The file of the record. */
export const RECORD = 'run.json';

/** Opens the folder of an earlier run. Throws InputError where it is none. */
export function openRun(folder: string): RunFolder {
  const file = path.join(folder, RECORD);
  if (!existsSync(file))
    throw new InputError(`${folder} is not the folder of a run: there is no ${RECORD} in it`);
  try {
    return runFolder(folder, runRecord.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch {
    throw new InputError(`${file} is not the record of a run of this version, or it is damaged`);
  }
}

function runFolder(folder: string, start: RunRecord): RunFolder {
  let record = start;
  const file = (...names: string[]) => path.join(folder, ...names);
  return {
    path: folder,
    file,
    record: () => record,
    update(change) {
      record = { ...record, ...change };
      writeWhole(file(RECORD), `${JSON.stringify(record, null, 2)}\n`);
    },
  };
}

/** The folders of all runs of all scenarios, the latest first. */
export function runFolders(runs: string): string[] {
  const all = folders(runs).flatMap((scenario) => runsOf(runs, scenario));
  return all.sort((one, other) => path.basename(other).localeCompare(path.basename(one)));
}

/** The folders of all runs of a scenario, the latest first. */
export function runsOf(runs: string, scenario: string): string[] {
  const parent = path.join(runs, scenario);
  return folders(parent).map((run) => path.join(parent, run));
}

/** The names in a folder, the last in the alphabet first. */
function folders(parent: string): string[] {
  try {
    return readdirSync(parent).sort((one, other) => other.localeCompare(one));
  } catch {
    return [];
  }
}
