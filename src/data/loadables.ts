import { DRAWN_DIGITS, drawnDigits } from '../images/drawn-digits/drawn-digits';
import { InputError } from '../input/errors';
import { contentSums } from './content-sums';
import { type DataSet, fetchable } from './data-set';
import type { Loadable, LoadedDataSet, LoadOptions } from './data-source';
import { fetchDataSet } from './fetch-data-set';
import { candidatesIn, otherSetIn } from './finding/data-files';
import { locate, locationOf } from './finding/locate';
import { hasOwnLabelling, usualLabelling } from './labelling';
import { isOwnFolder, OWN_SET } from './own/own-set';
import { readDataSet } from './read-data-set';

/** A declared data set, which is found in files, as it is asked for by name. */
export function declaredSet(dataSet: DataSet): Loadable {
  const { name, ink = false } = dataSet;
  return {
    ...{ name, ink, made: false },
    locate: (places) => locationOf(dataSet, places),
    load: (options) => loadDeclared(dataSet, options),
  };
}

async function loadDeclared(dataSet: DataSet, options: LoadOptions): Promise<LoadedDataSet> {
  if (options.data !== undefined && (await isAnother(dataSet, options.data)))
    return OWN_SET.load(options);
  const located = await locate(dataSet, options);
  const found =
    located.kind === 'download' ? await fetchDataSet(dataSet, located, options) : located;
  try {
    const source = { kind: found.kind, path: found.path };
    return { name: dataSet.name, source, ...(await readDataSet(dataSet, found.files, options)) };
  } catch (error) {
    const fromUs = found.kind !== 'folder' && fetchable(dataSet) !== undefined;
    if (!fromUs || !(error instanceof InputError)) throw error;
    if (hasOwnLabelling(options, usualLabelling(dataSet))) throw error; // the options may be wrong
    throw new InputError(`${error.message} Remove ${found.path} to have it downloaded again.`);
  }
}

/** Whether a folder has nothing of the data set, but images of the person's own. */
async function isAnother(dataSet: DataSet, folder: string): Promise<boolean> {
  const candidates = await candidatesIn(dataSet, folder);
  const none = candidates.every(({ files }) => Object.keys(files).length === 0);
  return none && !(await otherSetIn(folder, dataSet)) && (await isOwnFolder(folder));
}

/** The drawn digits as a data set that is asked for by name. */
export const DRAWN: Loadable = {
  name: DRAWN_DIGITS,
  ink: true,
  made: true,
  locate: async () => ({
    name: DRAWN_DIGITS,
    about: 'digits that the program draws',
    kind: 'drawn',
    path: '',
  }),
  load: async (options) => loadDrawn(options),
};

/**
 * The digits that are drawn unless settings say otherwise: once in a process, as they take half a second. Who loads them
 * shares their arrays, and changes none.
 */
let usual: ReturnType<typeof drawnDigits> | undefined;

function usualDigits() {
  usual ??= drawnDigits();
  return usual;
}

function loadDrawn({ data, drawn: settings, ...labelling }: LoadOptions): LoadedDataSet {
  if (data !== undefined) {
    throw new InputError(
      `${DRAWN_DIGITS} are drawn by the program and read no folder: leave --data ${data} out, or ` +
        'choose another data set',
    );
  }
  const { training, test } = settings ? drawnDigits(settings) : usualDigits();
  if (hasOwnLabelling(labelling, training))
    throw new InputError(
      `${DRAWN_DIGITS} are ten, 0 to 9: leave --classes and --first-label out, or choose another ` +
        'data set',
    );
  return {
    name: DRAWN_DIGITS,
    source: { kind: 'drawn', path: '' },
    training,
    test,
    labelling: {},
    checksums: contentSums({ training, test }),
    asPublished: true,
  };
}
