import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../engine/errors';
import { fileError, makeFolder, remove } from '../engine/files';
import { type HeldRun, heldRun } from './held-run';
import { takeLease } from './lease';
import { leaseOf } from './run-holder';
import type { RunRecord } from './run-record';

/**
 * A run in `<runs>/<scenario>/<time>-<seed>/`. Its folder is made when it begins, so that one which
 * fails before that, as its data are not there, leaves none. Throws InputError where `runs` is a file;
 * when it begins, EnvironmentError where the folder cannot be made.
 */
export function newRun(runs: string, record: RunRecord): HeldRun {
  if (existsSync(runs) && statSync(runs).isFile())
    throw new InputError(`${runs} is a file: name a folder for the runs`);
  const time = record.started.slice(0, 19).replaceAll(':', '-');
  const parent = path.join(runs, record.scenario);
  const make = () => {
    makeFolder(parent);
    const folder = firstFree(path.join(parent, `${time}-${record.seed}`));
    try {
      const { lease } = takeLease(leaseOf(folder));
      if (!lease) throw new Error(`${folder} was made a moment ago, and another holds it`);
      return { path: folder, lease };
    } catch (error) {
      remove(folder);
      throw error;
    }
  };
  return heldRun(record, make);
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
