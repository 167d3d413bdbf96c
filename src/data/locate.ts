import path from 'node:path';
import { InputError } from '../engine/errors';
import { userCache } from './cache';
import { candidatesIn, wholeOf } from './candidates';
import { type DataFiles, filesIn, missing } from './data-files';
import { type DataSet, fetchable, filesOf } from './data-set';
import type { DataSource, Location, Places } from './data-source';
import { folderRefusal } from './folder-refusal';
import { folderTrouble } from './folder-trouble';
import { seenNearby } from './seen-nearby';

/** A data set's place and the files found there: all of them, but for `download`. */
export interface Found extends DataSource {
  readonly files: DataFiles;
  /** For `download`: a sentence on what TOPDOWN_DATA has instead. */
  readonly hint?: string | undefined;
}

/**
 * Where a data set would come from. Loads nothing and stays off the network; what would be an InputError
 * is its `problem`.
 */
export async function locationOf(dataSet: DataSet, places: Places): Promise<Location> {
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
export async function locate(dataSet: DataSet, places: Places = {}): Promise<Found> {
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
      `TOPDOWN_DATA names ${collection}, which is not a folder: mend or unset it`,
    );
  const candidates = (await candidatesIn(dataSet, collection)).reverse(); // its own name's first
  const found = wholeOf(dataSet, candidates);
  if (found) return { kind: 'folder', ...found };
  if (candidates.some(({ files, another }) => !another && Object.keys(files).length > 0))
    throw await folderRefusal(dataSet, collection, 'TOPDOWN_DATA', candidates);
  const there = await inCache();
  return there.kind === 'cache' ? there : { ...there, hint: await seenNearby(dataSet, collection) };
}

/** What a person has to fetch, where the program does not. */
function toFetch(dataSet: DataSet): string {
  const names = filesOf(dataSet).map(({ name }) => name);
  return dataSet.archive?.address ?? names.join(', ');
}

function collectionOf({ collection = process.env['TOPDOWN_DATA'] }: Places): string | undefined {
  return collection || undefined;
}

async function cached(dataSet: DataSet, folder: string): Promise<Found> {
  const files = await filesIn(dataSet, folder);
  return { kind: missing(dataSet, files).length === 0 ? 'cache' : 'download', path: folder, files };
}
