import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../input/errors';
import { bytesIn } from '../../machine/bytes-in';
import { remove } from '../../machine/files';
import { findRun } from '../../runs/all-runs';
import type { HeldRun } from '../../runs/held-run';
import { openToChange } from '../../runs/resume-run';
import { tell } from '../print';
import { confirmed } from './confirmed';
import { bytesInWords } from './sizes';

/**
 * Removes the folders of runs with all that is in them, once a person has said yes. All are looked at first:
 * where one is no run, or somebody is at one, none is removed. Throws InputError, EnvironmentError.
 */
export async function removeRuns(
  given: readonly string[],
  { runs, yes }: { readonly runs: string; readonly yes: boolean },
): Promise<void> {
  const folders = [...new Set(given.map((one) => ownFolder(findRun(one, runs).path)))];
  const held: HeldRun[] = [];
  try {
    for (const folder of folders) held.push(openToChange(folder));
    for (const folder of folders) tell(`${folder}: ${bytesInWords(bytesIn(folder))}`);
    if (!yes && !(await isWanted(folders.length))) return tell('nothing was removed');
    for (const run of held) remove(run.path);
    tell(folders.length === 1 ? 'removed' : `${folders.length} runs were removed`);
  } finally {
    for (const run of held) run.leave();
  }
}

/**
 * The one path of a run's folder, however it was given. Throws InputError where that is a link: removing it
 * leaves the run, and what it leads to was not named.
 */
function ownFolder(folder: string): string {
  const place = realpathSync(folder);
  if (lstatSync(path.resolve(folder)).isSymbolicLink())
    throw new InputError(
      `${folder} is a link to ${place}: give that folder to remove the run, and remove the link yourself`,
    );
  return place;
}

/** Asks the person, who has to be there. Throws InputError. */
function isWanted(count: number): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new InputError('nobody can be asked here whether to remove this for good: add --yes');
  const what = count === 1 ? 'this run' : `these ${count} runs`;
  return confirmed(`Remove ${what} for good?`);
}
