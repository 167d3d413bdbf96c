import { createHash } from 'node:crypto';
import { InputError } from '../engine/errors';
import { DATA_SETS, type DataSet, FILE_ROLES, type FileRole } from './data-sets';
import type { DownloadControl } from './download';
import { DRAWN_DIGITS, type DrawnDigitsSettings, drawnDigits } from './drawn-digits';
import { fetchDataSet } from './fetch-data-set';
import type { Idx } from './idx';
import { type LabelledFiles, readLabelledFiles } from './labelled-files';
import type { LabelledImages } from './labelled-images';
import { type DataSource, type Found, locate, type Places } from './locate';

export { DataMissing } from './fetch-data-set';

/** The names that `loadDataSet` knows. */
export const DATA_SET_NAMES: readonly string[] = [
  DRAWN_DIGITS,
  ...DATA_SETS.map(({ name }) => name),
];

/** Where to look, how to watch a download, and what to draw. */
export interface LoadOptions extends Places, DownloadControl {
  readonly drawn?: DrawnDigitsSettings;
}

/** A data set as it was loaded, with what a record of a run needs. */
export interface LoadedDataSet {
  readonly name: string;
  readonly training: LabelledImages;
  readonly test: LabelledImages;
  readonly source: DataSource;
  /** SHA-256 of each file's content (unpacked), by the file's published name. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Whether every file is known to be as it was published. */
  readonly asPublished: boolean;
}

/**
 * Loads a data set, by name or as declared: from `data` if given; else from the collection, the
 * cache, or a download into the cache, whichever has it first. Drawn digits are drawn.
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
  if (which === DRAWN_DIGITS) return drawn(options);
  const dataSet = typeof which === 'string' ? declared(which) : which;
  const located = await locate(dataSet, options);
  const found =
    located.kind === 'download' ? await fetchDataSet(dataSet, located, options) : located;
  try {
    return await readDataSet(dataSet, found);
  } catch (error) {
    if (found.kind === 'folder' || !(error instanceof InputError)) throw error;
    throw new InputError(`${error.message} Remove ${found.path} to have it downloaded again.`);
  }
}

function declared(name: string): DataSet {
  const dataSet = DATA_SETS.find((one) => one.name === name);
  if (!dataSet)
    throw new InputError(`no data set "${name}": choose one of ${DATA_SET_NAMES.join(', ')}`);
  return dataSet;
}

function drawn({ data, drawn: settings }: LoadOptions): LoadedDataSet {
  if (data !== undefined) {
    throw new InputError(
      `${DRAWN_DIGITS} are drawn by the program and read no folder: leave --data ${data} out, or ` +
        `choose one of ${DATA_SETS.map(({ name }) => name).join(', ')}`,
    );
  }
  const { training, test } = drawnDigits(settings);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const checksums = {
    'training-pixels': sha256(training.pixels),
    'training-labels': sha256(training.labels),
    'test-pixels': sha256(test.pixels),
    'test-labels': sha256(test.labels),
  };
  const source = { kind: 'drawn', path: '' } as const;
  return { name: DRAWN_DIGITS, training, test, source, checksums, asPublished: true };
}

async function readDataSet(dataSet: DataSet, found: Found): Promise<LoadedDataSet> {
  const files = found.files as Record<FileRole, string>;
  const { name, classes } = dataSet;
  const read = (part: 'training' | 'test'): Promise<LabelledFiles> =>
    readLabelledFiles(
      { images: files[`${part}Images`], labels: files[`${part}Labels`] },
      `${name} ${part}`,
      classes,
    );
  const [training, test] = [await read('training'), await read('test')];
  const sizes = [training, test].map(({ set }) => `${set.rows} × ${set.columns}`);
  if (sizes[0] !== sizes[1]) {
    throw new InputError(
      `${files.trainingImages} holds images of ${sizes[0]}, but ${files.testImages} of ` +
        `${sizes[1]}: give files that belong together`,
    );
  }
  const parts: Record<FileRole, Idx> = {
    trainingImages: training.images,
    trainingLabels: training.labels,
    testImages: test.images,
    testLabels: test.labels,
  };
  const entries = FILE_ROLES.map((role) => [dataSet.files[role].name, parts[role].sha256.content]);
  const asPublished = FILE_ROLES.every((role) => {
    const { packed, content } = dataSet.files[role];
    const { sha256 } = parts[role];
    return sha256.content === content || sha256.file === packed.sha256;
  });
  const checksums: Record<string, string> = Object.fromEntries(entries);
  const source = { kind: found.kind, path: found.path };
  return { name, training: training.set, test: test.set, source, checksums, asPublished };
}
