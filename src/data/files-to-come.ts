import { DATA_SETS, type FileRole } from './data-sets';
import { readIdx } from './idx';
import { type Labelling, ownLabelling } from './labelling';
import { loadDataSet } from './load';
import { locate, type Places } from './locate';
import type { FilesRead } from './read-data-set';

/**
 * The checksums of the files that `loadDataSet` finds, or will, and how their labels are read: nothing
 * is downloaded here, as what is, is checked against what was published. Throws as `loadDataSet` does,
 * but for DataMissing.
 */
export async function filesToCome(
  which: string,
  options: Places & Labelling = {},
): Promise<Pick<FilesRead, 'checksums' | 'labelling'>> {
  const dataSet = DATA_SETS.find(({ name }) => name === which);
  const located = dataSet && (await locate(dataSet, options));
  if (!dataSet || located?.kind !== 'download') return loadDataSet(which, options);
  const entries = Object.entries(dataSet.files).map(async ([role, { name, content }]) => {
    const here = located.files[role as FileRole];
    const kind = role.endsWith('Images') ? 'images' : 'labels';
    return [name, here ? (await readIdx(here, kind)).sha256 : content] as const;
  });
  const checksums = Object.fromEntries(await Promise.all(entries));
  return { checksums, labelling: ownLabelling(options, dataSet) };
}
