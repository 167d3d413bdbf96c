import { InputError } from '../engine/errors';
import { candidatesIn } from './candidates';
import type { DataSet } from './data-set';
import type { Loadable, LoadedDataSet, LoadOptions } from './data-source';
import { fetchDataSet } from './fetch-data-set';
import { hasOwnLabelling, usualLabelling } from './labelling';
import { locate, locationOf } from './locate';
import { otherSetIn } from './other-set';
import { isOwnFolder, OWN_SET } from './own-set';
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
    if (found.kind === 'folder' || !(error instanceof InputError)) throw error;
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
