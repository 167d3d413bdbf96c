import { createHash } from 'node:crypto';
import { InputError } from '../engine/errors';
import { DATA_SETS, type DataSet, type FileRole } from './data-sets';
import type { DownloadControl } from './download';
import { DRAWN_DIGITS, type DrawnDigitsSettings, drawnDigits } from './drawn-digits';
import { fetchDataSet } from './fetch-data-set';
import { hasOwnLabelling, type Labelling } from './labelling';
import { type DataSource, locate, type Places } from './locate';
import { type FilesRead, readDataSet } from './read-data-set';

export { DataMissing } from './fetch-data-set';

/** The names that `loadDataSet` knows. */
export const DATA_SET_NAMES: readonly string[] = [
  DRAWN_DIGITS,
  ...DATA_SETS.map(({ name }) => name),
];

/** Where to look, what the labels stand for, how to watch a download, and what to draw. */
export interface LoadOptions extends Places, Labelling, DownloadControl {
  readonly drawn?: DrawnDigitsSettings;
}

/** A data set as it was loaded, with what a record of a run needs. */
export interface LoadedDataSet extends FilesRead {
  readonly name: string;
  readonly source: DataSource;
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
    const files = found.files as Record<FileRole, string>;
    const source = { kind: found.kind, path: found.path };
    return { name: dataSet.name, source, ...(await readDataSet(dataSet, files, options)) };
  } catch (error) {
    if (found.kind === 'folder' || !(error instanceof InputError)) throw error;
    if (hasOwnLabelling(options, dataSet)) throw error; // the options may be wrong, and not the files
    throw new InputError(`${error.message} Remove ${found.path} to have it downloaded again.`);
  }
}

function declared(name: string): DataSet {
  const dataSet = DATA_SETS.find((one) => one.name === name);
  if (!dataSet)
    throw new InputError(`no data set "${name}": choose one of ${DATA_SET_NAMES.join(', ')}`);
  return dataSet;
}

function drawn({ data, drawn: settings, ...labelling }: LoadOptions): LoadedDataSet {
  if (data !== undefined) {
    throw new InputError(
      `${DRAWN_DIGITS} are drawn by the program and read no folder: leave --data ${data} out, or ` +
        `choose one of ${DATA_SETS.map(({ name }) => name).join(', ')}`,
    );
  }
  const { training, test } = drawnDigits(settings);
  if (hasOwnLabelling(labelling, training))
    throw new InputError(
      `${DRAWN_DIGITS} are ten, 0 to 9: leave --classes and --first-label out, or choose another ` +
        'data set',
    );
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const checksums = {
    'training-pixels': sha256(training.pixels),
    'training-labels': sha256(training.labels),
    'test-pixels': sha256(test.pixels),
    'test-labels': sha256(test.labels),
  };
  const source = { kind: 'drawn', path: '' } as const;
  return {
    name: DRAWN_DIGITS,
    source,
    training,
    test,
    labelling: {},
    checksums,
    asPublished: true,
  };
}
