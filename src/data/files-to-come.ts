import { filesOf } from './data-set';
import { DATA_SETS } from './data-sets';
import type { Places } from './data-source';
import { readIdx } from './idx';
import { type Labelling, ownLabelling, usualLabelling } from './labelling';
import { loadDataSet } from './load';
import { locate } from './locate';
import type { FilesRead } from './read-data-set';

/**
 * The checksums of the files that `loadDataSet` finds, or will, and how their labels are read: nothing
 * is downloaded here where what will be is known, as it is checked against what was published. Throws
 * as `loadDataSet` does; but for DataMissing, where that is known.
 */
export async function filesToCome(
  which: string,
  options: Places & Labelling = {},
): Promise<Pick<FilesRead, 'checksums' | 'labelling'>> {
  const dataSet = DATA_SETS.find(({ name }) => name === which);
  const known =
    dataSet &&
    options.data === undefined &&
    filesOf(dataSet).every(({ content }) => content !== undefined);
  const located = known ? await locate(dataSet, options) : undefined;
  if (!dataSet || located?.kind !== 'download') return loadDataSet(which, options);
  const { files } = located;
  const entries = filesOf(dataSet).map(async ({ name, content = '' }) => {
    const here = files[name];
    const kind = name.includes('images') ? 'images' : 'labels';
    return [name, here ? (await readIdx(here, kind)).sha256 : content] as const;
  });
  const checksums = Object.fromEntries(await Promise.all(entries));
  return { checksums, labelling: ownLabelling(options, usualLabelling(dataSet)) };
}
