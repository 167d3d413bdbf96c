import { InputError } from '../engine/errors';
import type { DataSet } from './data-set';
import { DATA_SETS } from './data-sets';
import type { Loadable, LoadedDataSet, LoadOptions, Location, Places } from './data-source';
import { declaredSet } from './declared-set';
import { DRAWN } from './drawn-set';
import { OWN_SET } from './own-set';

export { DataMissing } from './fetch-data-set';

/** All that can be asked for by name. */
const LOADABLE: readonly Loadable[] = [DRAWN, ...DATA_SETS.map(declaredSet), OWN_SET];

/** The names that `loadDataSet` knows. */
export const DATA_SET_NAMES: readonly string[] = LOADABLE.map(({ name }) => name);

/**
 * Loads a data set, by name or as declared: from `data` if given; else from the collection, the
 * cache, or a download into the cache, whichever has it first. Drawn digits are drawn. A folder that has
 * nothing of what was asked for, but images of the person's own, is loaded as that (`OWN_SET`).
 *
 * Files found in a folder are taken as they are, if they are well formed; `checksums` and
 * `asPublished` tell what they were.
 * Throws InputError for an unknown name, a folder without the files, or files that are not well
 * formed; DataMissing where there is nothing to be had; EnvironmentError where the cache cannot be
 * written; the signal's reason where it is aborted.
 */
export async function loadDataSet(
  which: string | DataSet,
  options: LoadOptions = {},
): Promise<LoadedDataSet> {
  const asked = typeof which === 'string' ? loadable(which) : declaredSet(which);
  if (asked) return asked.load(options);
  throw new InputError(`no data set "${which}": choose one of ${DATA_SET_NAMES.join(', ')}`);
}

/** What is asked for by this name; undefined where there is no such thing. */
export function loadable(which: string): Loadable | undefined {
  return LOADABLE.find(({ name }) => name === which);
}

/**
 * Where each known data set would come from. Loads nothing and stays off the network; what would
 * be an InputError is the entry's `problem`.
 */
export async function locateDataSets(places: Places = {}): Promise<Location[]> {
  return Promise.all(LOADABLE.map((one) => one.locate(places)));
}
