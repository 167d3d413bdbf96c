import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../input/errors';
import { type DataSet, fetchable, filesOf } from '../data-set';
import type { DataSource, Location, SearchedFolders } from '../data-source';
import { candidatesIn, type DataFiles, filesIn, missing, wholeOf } from './data-files';
import { folderRefusal, folderTrouble, seenNearby } from './folder-refusal';

/** A data set's place and the files found there: all of them, but for `download`. */
export interface LocatedDataSet extends DataSource {
  readonly files: DataFiles;
  /** For `download`: a sentence on what TOPDOWN_DATA has instead. */
  readonly hint?: string | undefined;
}

/**
 * Where a data set would come from. Loads nothing and stays off the network; what would be an InputError
 * is its `problem`.
 */
export async function locationOf(dataSet: DataSet, places: SearchedFolders): Promise<Location> {
  const { name, about } = dataSet;
  try {
    const { kind, path, hint } = await locate(dataSet, places);
    const byHand = kind === 'download' && !fetchable(dataSet) && toFetch(dataSet);
    return {
      ...{ name, about, kind, path },
      ...(hint !== undefined && { hint }),
      ...(byHand && { byHand }),
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const folder = places.data ?? path.join(collectionOf(places) ?? '', name);
    return { name, about, kind: 'folder', path: folder, problem: error.message };
  }
}

/**
 * Searches for a data set's files: in the given folder and nowhere else, or else in the collection,
 * then in the cache; what is in neither is to be downloaded into the cache. A folder that is given,
 * or a collection, may be the files' own, one with a folder for each data set, any of
 * torchvision's (`<root>`, `<root>/MNIST`, `<root>/MNIST/raw`), or that of TensorFlow Datasets.
 * Throws InputError where the given folder lacks a file or has another data set's, the collection
 * is no folder, or its folder for this data set holds some of the files only.
 */
export async function locate(
  dataSet: DataSet,
  places: SearchedFolders = {},
): Promise<LocatedDataSet> {
  const { data, cache = userCache() } = places;
  const inCache = () => cached(dataSet, path.join(cache, dataSet.name));
  if (data !== undefined) {
    const candidates = await candidatesIn(dataSet, data);
    const found = wholeOf(dataSet, candidates);
    if (found) return { kind: 'folder', ...found };
    throw await folderRefusal(dataSet, data, '--data', candidates);
  }
  const collection = collectionOf(places);
  if (!collection) return inCache();
  if ((await folderTrouble(collection)) !== undefined)
    throw new InputError(
      `TOPDOWN_DATA names ${collection}, which is not a folder: correct or unset it`,
    );
  const candidates = (await candidatesIn(dataSet, collection)).reverse(); // its own name's first
  const found = wholeOf(dataSet, candidates);
  if (found) return { kind: 'folder', ...found };
  if (candidates.some(({ files, another }) => !another && Object.keys(files).length > 0))
    throw await folderRefusal(dataSet, collection, 'TOPDOWN_DATA', candidates);
  const there = await inCache();
  return there.kind === 'cache' ? there : { ...there, hint: await seenNearby(dataSet, collection) };
}

/** Where a person gets it from, where the program does not download it. */
function toFetch(dataSet: DataSet): string {
  const names = filesOf(dataSet).map(({ name }) => name);
  return dataSet.archive?.address ?? dataSet.madeFrom ?? names.join(', ');
}

function collectionOf({
  collection = process.env['TOPDOWN_DATA'],
}: SearchedFolders): string | undefined {
  return collection || undefined;
}

async function cached(dataSet: DataSet, folder: string): Promise<LocatedDataSet> {
  const files = await filesIn(dataSet, folder);
  return { kind: missing(dataSet, files).length === 0 ? 'cache' : 'download', path: folder, files };
}

/**
 * The user's cache folder for downloaded data; each data set has a folder of its own in it. Who has
 * no home, as in some containers, gets one in the folder for temporary files.
 */
export function userCache(): string {
  const temporary = () => path.join(tmpdir(), `topdown-${process.getuid?.() ?? 'cache'}`);
  return path.join(cacheFolder() ?? temporary(), 'data');
}

/** Where the system wants a program's cache; undefined where that is below a home and there is none. */
function cacheFolder({ LOCALAPPDATA, XDG_CACHE_HOME } = process.env): string | undefined {
  const home = homeFolder();
  const below = (...names: string[]) => home && path.join(home, ...names);
  if (process.platform === 'darwin') return below('Library', 'Caches', 'topdown');
  if (process.platform === 'win32') {
    const local = LOCALAPPDATA || below('AppData', 'Local');
    return local && path.join(local, 'topdown', 'Cache');
  }
  const caches = XDG_CACHE_HOME || below('.cache');
  return caches && path.join(caches, 'topdown');
}

/** The user's home; undefined where neither the environment nor the system's list of users has one. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
