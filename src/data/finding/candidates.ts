import path from 'node:path';
import type { DataSet } from '../data-set';
import { allDataSets } from '../data-sets';
import { anotherIn, type DataFiles, filesIn, missing, tensorflowFolders } from './data-files';

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
