import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { InputError } from '../engine/errors';
import { fileError, makeFolder, writeWhole } from '../engine/files';
import { isAlive } from './is-alive';
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

const RECORD = 'run.json';

/**
 * Makes `<runs>/<scenario>/<time>-<seed>/` with its record. Throws InputError where `runs` is a file,
 * EnvironmentError where it cannot be made.
 */
export function createRun(runs: string, record: RunRecord): RunFolder {
  const time = record.started.slice(0, 19).replaceAll(':', '-');
  if (existsSync(runs) && statSync(runs).isFile())
    throw new InputError(`${runs} is a file: name a folder for the runs`);
  const parent = path.join(runs, record.scenario);
  makeFolder(parent);
  const folder = firstFree(path.join(parent, `${time}-${record.seed}`));
  const run = runFolder(folder, record);
  run.update({});
  return run;
}

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

/** Opens a run to go on with it. Throws InputError where it has finished or is still going. */
export function openToResume(folder: string): RunFolder {
  const run = openRun(folder);
  if (run.record().status === 'finished')
    throw new InputError(`${folder} has finished: there is nothing to resume`);
  if (isGoing(run.record()))
    throw new InputError(`${folder} is still going, in process ${run.record().process.pid}`);
  return run;
}

/**
 * The latest run of a scenario that can be resumed: one that was stopped, or else one that failed.
 * Throws InputError where there is none.
 */
export function latestUnfinished(runs: string, scenario: string): RunFolder {
  const open = runsOf(runs, scenario).flatMap((folder) => {
    try {
      return [openToResume(folder)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error; // else not this one
      return [];
    }
  });
  const latest = open.find((run) => run.record().status !== 'failed') ?? open[0];
  if (latest) return latest;
  throw new InputError(`there is no unfinished run in ${path.join(runs, scenario)} to resume`);
}

/** Whether the process that writes a run is alive, as far as can be told from here. */
export function isGoing({ status, process: writer }: RunRecord): boolean {
  if (status !== 'running' || writer.host !== hostname() || writer.pid === process.pid)
    return false;
  return isAlive(writer.pid);
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

/** Makes `folder`, or `folder-2`, `-3` … where runs started within the same second. */
function firstFree(folder: string): string {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? folder : `${folder}-${attempt}`;
    try {
      mkdirSync(name);
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError('make', name, error);
    }
  }
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
