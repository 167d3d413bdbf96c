import { InputError } from '../engine/errors';
import type { Candidate } from './candidates';
import { missing, notFiles, spellings } from './data-files';
import { type DataSet, filesOf } from './data-set';
import { folderTrouble } from './folder-trouble';
import { otherSetIn } from './other-set';
import { seenNearby } from './seen-nearby';

/** The error for a given folder that has not got the files: what is there, and what to do. */
export async function folderRefusal(
  dataSet: DataSet,
  given: string,
  by: string,
  candidates: readonly Candidate[],
): Promise<InputError> {
  const { name } = dataSet;
  const trouble = await folderTrouble(given);
  const hint = await seenNearby(dataSet, given);
  const more = hint === undefined ? 'Put its files there, or give another folder.' : `${hint}.`;
  if (trouble !== undefined)
    return new InputError(`${given}, given by ${by}, is not a folder: ${trouble}. ${more}`);
  const another = candidates.find((one) => one.another);
  if (another)
    return new InputError(
      `${another.path}, given by ${by}, holds the files of ${another.another}, not of ${name}: ` +
        `say --data-set ${another.another}, or give another folder`,
    );
  const elsewhere = await otherSetIn(given, dataSet);
  if (elsewhere)
    return new InputError(
      `${elsewhere.path}, given by ${by}, holds the files of ${elsewhere.name}, not of ${name}: ` +
        `say --data-set ${elsewhere.name}, or give another folder`,
    );
  const count = (one: Candidate) => missing(dataSet, one.files).length;
  const [best] = candidates.toSorted((one, other) => count(one) - count(other)) as [Candidate];
  const lacking = missing(dataSet, best.files).map((file) => file.name);
  const spelt = spellings(dataSet, lacking[0] as string);
  const odd = await notFiles(dataSet, best.path);
  return new InputError(
    `the folder ${best.path}, given by ${by}, lacks ${lacking.length} of ${name}'s ${filesOf(dataSet).length} files: ` +
      `${lacking.join(', ')}. ${odd.length > 0 ? `There, ${odd.join(', ')}. ` : ''}` +
      (spelt.length > 1
        ? `Each may be packed and spelled in two ways: ${spelt.join(', ')}. ${more}`
        : more),
  );
}
