import { stat } from 'node:fs/promises';
import { InputError } from '../engine/errors';
import { fileTrouble } from '../engine/files';
import type { Candidate } from './candidates';
import { missing, notFiles, spellings } from './data-files';
import type { DataSet } from './data-sets';
import { whatIs } from './open-file';
import { seenNearby } from './seen-nearby';

/** The error for a given folder that has not got the files: what is there, and what to do. */
export async function folderRefusal(
  dataSet: DataSet,
  given: string,
  by: string,
  candidates: readonly Candidate[],
): Promise<InputError> {
  const { name, files } = dataSet;
  const trouble = await folderTrouble(given);
  const hint = await seenNearby(dataSet, given);
  const more = hint === undefined ? 'Put them there, or give another folder.' : `${hint}.`;
  if (trouble !== undefined)
    return new InputError(`${given}, given by ${by}, is not a folder: ${trouble}. ${more}`);
  const another = candidates.find((one) => one.another);
  if (another)
    return new InputError(
      `${another.path}, given by ${by}, holds the files of ${another.another}, not of ${name}: ` +
        `say --data-set ${another.another}, or give another folder`,
    );
  const count = (one: Candidate) => missing(one.files).length;
  const [best] = candidates.toSorted((one, other) => count(one) - count(other)) as [Candidate];
  const lacking = missing(best.files).map((role) => files[role].name);
  const odd = await notFiles(dataSet, best.path);
  return new InputError(
    `the folder ${best.path}, given by ${by}, lacks ${lacking.length} of ${name}'s 4 files: ` +
      `${lacking.join(', ')}. ${odd.length > 0 ? `There, ${odd.join(', ')}. ` : ''}Each may be ` +
      `packed and spelled in two ways: ${spellings(lacking[0] as string).join(', ')}. ${more}`,
  );
}

/** Why a path is no folder; undefined where it is one. */
export async function folderTrouble(place: string): Promise<string | undefined> {
  return stat(place).then(
    (stats) => (stats.isDirectory() ? undefined : `it is ${whatIs(stats)}`),
    fileTrouble,
  );
}
