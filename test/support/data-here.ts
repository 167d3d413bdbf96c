import type { LoadedDataSet } from '../../src/data/data-source';
import { loadDataSet, locateDataSets } from '../../src/data/load';

/**
 * A data set that is on this machine, where the program looks: in TOPDOWN_DATA and in the cache. Undefined where
 * it is not; nothing is downloaded. Throws InputError where TOPDOWN_DATA names what cannot be used.
 */
export async function dataHere(set: string): Promise<LoadedDataSet | undefined> {
  const place = (await locateDataSets()).find(({ name }) => name === set);
  return place?.kind === 'download' ? undefined : loadDataSet(set);
}
