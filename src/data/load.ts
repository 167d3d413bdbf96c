import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../input/did-you-mean';
import { InputError, inShort } from '../input/errors';
import { contentSha256 } from './content-sums';
import { type DataSet, filesOf } from './data-set';
import { addDataSet, allDataSets, declaredAs } from './data-sets';
import type {
  Loadable,
  LoadedDataSet,
  LoadOptions,
  Location,
  SearchedFolders,
} from './data-source';
import { locate } from './finding/locate';
import { MOST_CLASSES, ownLabelling, usualLabelling } from './labelling';
import { DRAWN, declaredSet } from './loadables';
import { OWN_SET } from './own/own-set';
import type { FilesRead } from './read-data-set';

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
    `no data set "${which}"${didYouMean(String(which), dataSetNames())}: choose one of ${dataSetNames().join(', ')}; one of your own is registered by a file that TOPDOWN_EXTENSIONS names`,
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
export async function locateDataSets(places: SearchedFolders = {}): Promise<Location[]> {
  return Promise.all(allLoadable().map((one) => one.locate(places)));
}

/** What a shell takes as it stands, and a folder may be called. */
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Has the program know a data set: `--data-set` asks for it by its name, and it is listed, found,
 * downloaded, trained on, recognised and compared as ours are. To register the same again does nothing.
 * Throws InputError where another has its name, or no images can be loaded by what is declared.
 */
export function registerDataSet(dataSet: DataSet): void {
  const { name } = dataSet;
  if (isDeepStrictEqual(declaredAs(name), dataSet)) return;
  const refuse = (why: string) => new InputError(`the data set ${inShort(String(name))} ${why}`);
  if (loadable(name)) throw refuse('is there already: give yours another name');
  const problem = problemOf(dataSet);
  if (problem !== undefined) throw refuse(`cannot be registered: ${problem}`);
  addDataSet(dataSet);
}

/** Why no images can be loaded by a declaration, as far as itself tells. */
function problemOf({ name, classNames, shape, files }: DataSet): string | undefined {
  if (!KEBAB.test(name)) return 'its name must have small letters and digits, joined by hyphens';
  if (classNames.length < 2 || classNames.length > MOST_CLASSES)
    return `it has ${classNames.length} classes, and may have 2 to ${MOST_CLASSES}`;
  if (new Set(classNames).size < classNames.length) return 'two of its classes have the same name';
  const { rows, columns, channels } = shape;
  if (![rows, columns, channels].every((one) => Number.isInteger(one) && one > 0))
    return 'its shape must have whole numbers of rows, columns and channels';
  if (files.training.length === 0 || files.test.length === 0)
    return 'it needs files of training images and of test images';
  const names = filesOf({ files }).map((file) => file.name);
  const twice = names.find((one, at) => names.indexOf(one) < at);
  return twice === undefined ? undefined : `two of its files are called ${inShort(twice)}`;
}

/**
 * The checksums of the files that `loadDataSet` finds, or will, and how their labels are read: nothing
 * is downloaded here where what will be is known, as it is checked against what was published. Throws
 * as `loadDataSet` does; but for DataMissing, where that is known.
 */
export async function filesToCome(
  which: string,
  options: Omit<LoadOptions, 'drawn'> = {},
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
