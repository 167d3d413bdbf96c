import path from 'node:path';
import { anotherIn, type DataFiles, filesIn, missing } from './data-files';
import type { DataSet } from './data-sets';

/** A folder that may be a data set's, and what is in it. */
export interface Candidate {
  readonly path: string;
  readonly files: DataFiles;
  /** The data set whose files they are, where it is known to be another. */
  readonly another: string | undefined;
}

/**
 * The folders in which people keep a data set's files, as seen from the one that they name: it may
 * be the files' own, one with a folder for each data set, or any of torchvision's (`<root>`,
 * `<root>/MNIST`, `<root>/MNIST/raw`).
 */
export async function candidatesIn(dataSet: DataSet, given: string): Promise<Candidate[]> {
  const { name, torchvision } = dataSet;
  const ofTorchvision = torchvision === undefined ? [] : [path.join(torchvision, 'raw')];
  const folders = ['', 'raw', ...ofTorchvision, name].map((inner) => path.join(given, inner));
  return Promise.all(
    folders.map(async (folder) => {
      const files = await filesIn(dataSet, folder);
      return { path: folder, files, another: await anotherIn(files, dataSet) };
    }),
  );
}

/** The first that has all files, and not those of another data set. */
export function wholeOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ files, another }) => !another && missing(files).length === 0);
}
