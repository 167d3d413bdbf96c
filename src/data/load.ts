import { InputError } from '../engine/errors';
import type { DataSet } from './data-set';
import { allDataSets } from './data-sets';
import type { Loadable, LoadedDataSet, LoadOptions, Location, Places } from './data-source';
import { declaredSet } from './declared-set';
import { DRAWN } from './drawn-set';
import { OWN_SET } from './own-set';

export { DataMissing } from './fetch-data-set';

/** All that can be asked for by name, now: a file of a person's own may add to it (`registerDataSet`). */
function allLoadable(): readonly Loadable[] {
  return [DRAWN, ...allDataSets().map(declaredSet), OWN_SET];
}

/** The names that `loadDataSet` knows, those that were registered as well. */
export function dataSetNames(): readonly string[] {
  return allLoadable().map(({ name }) => name);
}

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
  throw new InputError(
    `no data set "${which}": choose one of ${dataSetNames().join(', ')}; one of your own is registered by a file that TOPDOWN_EXTENSIONS names`,
  );
}

/** What is asked for by this name; undefined where there is no such thing. */
export function loadable(which: string): Loadable | undefined {
  return allLoadable().find(({ name }) => name === which);
}

/**
 * Where each known data set would come from. Loads nothing and stays off the network; what would
 * be an InputError is the entry's `problem`.
 */
export async function locateDataSets(places: Places = {}): Promise<Location[]> {
  return Promise.all(allLoadable().map((one) => one.locate(places)));
}
