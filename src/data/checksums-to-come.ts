import { DATA_SETS, type FileRole } from './data-sets';
import { readIdx } from './idx';
import { loadDataSet } from './load';
import { locate, type Places } from './locate';
import type { Checksums } from './published-as';

/**
 * The checksums that `loadDataSet` finds, or will: nothing is downloaded here, as what is, is checked
 * against what was published. Throws as `loadDataSet` does, but for DataMissing.
 */
export async function checksumsToCome(which: string, places: Places = {}): Promise<Checksums> {
  const dataSet = DATA_SETS.find(({ name }) => name === which);
  const located = dataSet && (await locate(dataSet, places));
  if (!dataSet || located?.kind !== 'download') return (await loadDataSet(which, places)).checksums;
  const entries = Object.entries(dataSet.files).map(async ([role, { name, content }]) => {
    const here = located.files[role as FileRole];
    const kind = role.endsWith('Images') ? 'images' : 'labels';
    return [name, here ? (await readIdx(here, kind)).sha256.content : content] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
