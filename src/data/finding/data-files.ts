import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileTrouble } from '../../machine/file-errors';
import { fileSha256 } from '../../machine/sha256';
import { contentSha256 } from '../content-sums';
import { type DataSet, filesOf, type PublishedFile } from '../data-set';
import { allDataSets } from '../data-sets';
import { whatIs } from '../formats/open-file';

/** Those of a data set's files that are there: their paths, by the names they were published by. */
export type DataFiles = Readonly<Record<string, string>>;

/** The names a file may go by. */
export function spellings({ format }: Pick<DataSet, 'format'>, name: string): string[] {
  if (!format.gzipped) return [name];
  const dotted = name.replace(/-(?=idx\d)/, '.');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
}

/** Those of a data set's files that are in a folder. */
export async function filesIn(dataSet: DataSet, folder: string): Promise<DataFiles> {
  const files: Record<string, string> = {};
  const all = await readdir(folder).catch((): string[] => []);
  for (const published of filesOf(dataSet)) {
    const { name } = published;
    for (const spelt of [
      ...keptByTensorflow(published, all),
      ...spellings(dataSet, name).reverse(),
    ]) {
      const file = path.join(folder, spelt);
      if ((await stat(file).catch(() => undefined))?.isFile()) files[name] = file;
    }
  }
  return files;
}

/** The files that were not found. */
export function missing(dataSet: Pick<DataSet, 'files'>, files: DataFiles): PublishedFile[] {
  return filesOf(dataSet).filter(({ name }) => files[name] === undefined);
}

/** What goes by the name of a file of a data set and is none: `x-labels-idx1-ubyte is a folder`. */
export async function notFiles(dataSet: DataSet, folder: string): Promise<string[]> {
  const names = missing(dataSet, await filesIn(dataSet, folder)).flatMap(({ name }) =>
    spellings(dataSet, name),
  );
  const found = names.map(async (name) => {
    const file = path.join(folder, name);
    if (!(await lstat(file).catch(() => undefined))) return [];
    const what = await stat(file).then(whatIs, (error: unknown) => leadingNowhere(error));
    return [`${name} is ${what}`];
  });
  return (await Promise.all(found)).flat();
}

function leadingNowhere(error: unknown): string {
  const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return gone ? 'a symbolic link to nothing' : `not to be followed: ${fileTrouble(error)}`;
}

/**
 * The name of another data set whose files, as published, go by the names of this one's: what is in the last of
 * its training files tells, which in most formats is the smallest. Undefined where that is not known, as of most
 * small sets.
 */
export async function anotherIn(files: DataFiles, dataSet: DataSet): Promise<string | undefined> {
  const { name: own, format } = dataSet;
  const last = dataSet.files.training.at(-1);
  const file = last && files[last.name];
  const others = allDataSets().filter((one) => one.name !== own && one.format.name === format.name);
  if (file === undefined || others.length === 0) return undefined;
  const content = await contentSha256(file).catch(() => undefined);
  if (content === undefined || content === last?.content) return undefined;
  const { size } = await stat(file);
  const same = (one: PublishedFile) =>
    one.content === content ||
    (one.packed?.bytes === size && one.packed.sha256 === fileSha256(file));
  return others.find((other) => other.files.training.some(same))?.name;
}

/**
 * The folders, in one that a person names, in which TensorFlow Datasets keeps what it downloads
 * (`~/tensorflow_datasets`), and what it unpacks of an archive. Source: its `core/download`.
 */
export async function tensorflowFolders(
  { name, archive }: DataSet,
  given: string,
): Promise<string[]> {
  const downloads = path.join(given, 'downloads');
  const extracted = path.join(downloads, 'extracted');
  const folders = [downloads, path.join(downloads, name.replaceAll('-', '_')), extracted];
  if (!archive) return folders;
  const unpacked = (await readdir(extracted).catch((): string[] => [])).filter((one) =>
    one.includes(inName(archive.sha256)),
  );
  return unpacked.map((one) => path.join(extracted, one, archive.folder));
}

/** Of the names in a folder those that TensorFlow Datasets gives this file, packed or unpacked. */
function keptByTensorflow({ packed }: PublishedFile, names: readonly string[]): string[] {
  if (!packed) return [];
  return names.filter((one) => one.endsWith(`${inName(packed.sha256)}.gz`));
}

/** A checksum as it stands in such names, after the shortened address: base64url, unpadded. */
function inName(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64url');
}

/** A folder that may be a data set's, and what is in it. */
export interface Candidate {
  readonly path: string;
  readonly files: DataFiles;
  /** The data set whose files they are, where it is known to be another. */
  readonly another: string | undefined;
}

/**
 * The folders in which people keep a data set's files, as seen from the one that they name: it may
 * be the files' own, one with a folder for each data set, any of torchvision's (`<root>`,
 * `<root>/MNIST`, `<root>/MNIST/raw`), or that of TensorFlow Datasets.
 */
export async function candidatesIn(dataSet: DataSet, given: string): Promise<Candidate[]> {
  const { name, folders = [] } = dataSet;
  const inner = ['', 'raw', ...folders, ...folders.map((one) => path.join(name, one)), name];
  const ofOthers = await tensorflowFolders(dataSet, given);
  const places = [...ofOthers, ...inner.map((one) => path.join(given, one))];
  return Promise.all(
    places.map(async (folder) => {
      const files = await filesIn(dataSet, folder);
      return { path: folder, files, another: await anotherIn(files, dataSet) };
    }),
  );
}

/** The first that has all files, and not those of another data set. */
export function wholeOf(dataSet: DataSet, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ files, another }) => !another && missing(dataSet, files).length === 0);
}

/** Another data set whose files, by names of their own, are all in a folder. */
export async function otherSetIn(given: string, { name }: DataSet) {
  for (const other of allDataSets().filter((one) => one.name !== name)) {
    const found = wholeOf(other, await candidatesIn(other, given));
    if (found) return { name: other.name, path: found.path };
  }
  return undefined;
}
