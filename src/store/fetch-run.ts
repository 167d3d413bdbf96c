import { existsSync } from 'node:fs';
import path from 'node:path';
import { from, ignoreElements, lastValueFrom, mergeMap } from 'rxjs';
import { InputError } from '../input/errors';
import { makeFolder, putInPlace, remove, writeWhole } from '../machine/files';
import { within } from '../machine/read-whole';
import { sha256 } from '../machine/sha256';
import { openRun, type RunFolder } from '../runs/run-folder';
import { type ObjectStore, StoreAway } from './object-store';
import { isOfRun } from './run-files';
import { fileOf } from './stored-job';
import type { SentRun } from './stored-run';

/** Files that are fetched at a time. */
const AT_ONCE = 8;

/** Where a run that is fetched goes. */
export interface FetchedPlace {
  /** The folder of all runs of its scenario. */
  readonly runs: string;
  /** Where it lies until it is whole, on the same disk. */
  readonly draft: string;
}

/**
 * Fetches a run of a job from a store into a folder of its own, whole or not at all, under the name that it had,
 * or one like it. Each file is as it was sent: sums are checked. Throws as the store does, InputError where what it
 * holds is no run, and EnvironmentError where the folder cannot be written.
 */
export async function fetchRun(
  store: ObjectStore,
  key: string,
  { attempt, run }: SentRun,
  { runs, draft }: FetchedPlace,
): Promise<RunFolder> {
  const fetchFile = async ({ path: name, bytes, sha256: sum }: SentRun['run']['files'][number]) => {
    const file = within(draft, name);
    const found = await store.get(fileOf(key, attempt, sum), bytes);
    if (!found) throw new StoreAway(`${store.said} has ${name} of ${key} no more`);
    if (sha256(found.bytes) !== sum)
      throw new InputError(
        `${name} of ${key} in ${store.said} is not what was sent: remove ${key} there`,
      );
    makeFolder(path.dirname(file));
    writeWhole(file, found.bytes);
  };
  const wanted = within(runs, run.name);
  remove(draft);
  makeFolder(draft);
  try {
    const files = run.files.filter(({ path: name }) => isOfRun(name));
    const fetching = from(files).pipe(mergeMap(fetchFile, AT_ONCE), ignoreElements());
    await lastValueFrom(fetching, { defaultValue: undefined });
    openRun(draft);
    makeFolder(runs);
    const folder = firstFree(wanted);
    putInPlace(draft, folder);
    return openRun(folder);
  } finally {
    remove(draft);
  }
}

/** The name, or the name with a number that no folder has. */
function firstFree(folder: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? folder : `${folder}-${number}`;
    if (!existsSync(name)) return name;
  }
}
