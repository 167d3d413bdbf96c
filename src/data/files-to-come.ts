import { contentSha256 } from './content-sha256';
import { filesOf } from './data-set';
import { declaredAs } from './data-sets';
import type { Places } from './data-source';
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
  const dataSet = declaredAs(which);
  const known =
    dataSet &&
    options.data === undefined &&
    filesOf(dataSet).every(({ content }) => content !== undefined);
  const located = known ? await locate(dataSet, options) : undefined;
  if (!dataSet || located?.kind !== 'download') return loadDataSet(which, options);
  const { files } = located;
  const entries = filesOf(dataSet).map(async ({ name, content = '' }) => {
    const here = files[name];
    return [name, here ? await contentSha256(here) : content] as const;
  });
  const checksums = Object.fromEntries(await Promise.all(entries));
  return { checksums, labelling: ownLabelling(options, usualLabelling(dataSet)) };
}
