import path from 'node:path';
import { InputError } from '../engine/errors';
import { userCache } from './cache';
import { candidatesIn, wholeOf } from './candidates';
import { type DataFiles, filesIn, missing } from './data-files';
import { DATA_SETS, type DataSet } from './data-sets';
import { DRAWN_DIGITS } from './drawn-digits';
import { folderRefusal, folderTrouble } from './folder-refusal';
import { seenNearby } from './seen-nearby';

/** Where a data set comes from: its folder; for `download` the folder it goes to. */
export interface DataSource {
  readonly kind: 'folder' | 'cache' | 'download' | 'drawn';
  /** Empty for `drawn`. */
  readonly path: string;
}

/** The places that are searched. */
export interface Places {
  /** The folder with the data set's files (`--data`). Nothing else is searched then. */
  readonly data?: string | undefined;
  /** A folder with a folder for each data set; by default what TOPDOWN_DATA names. */
  readonly collection?: string | undefined;
  /** As `collection`, and where downloads go; by default the user's cache. */
  readonly cache?: string;
}

/** A data set's place and the files found there: all four, but for `download`. */
export interface Found extends DataSource {
  readonly files: DataFiles;
  /** For `download`: a sentence on what TOPDOWN_DATA has instead. */
  readonly hint?: string | undefined;
}

/** How a search for one data set ends, for lists. */
export interface Location extends DataSource {
  readonly name: string;
  /** Why it cannot be loaded from there. */
  readonly problem?: string;
  readonly hint?: string | undefined;
}

/**
 * Where each known data set would come from. Loads nothing and stays off the network; what would
 * be an InputError is the entry's `problem`.
 */
export async function locateDataSets(places: Places = {}): Promise<Location[]> {
  const located = DATA_SETS.map(async (dataSet): Promise<Location> => {
    const { name } = dataSet;
    try {
      const { kind, path, hint } = await locate(dataSet, places);
      return { name, kind, path, ...(hint !== undefined && { hint }) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const folder = places.data ?? path.join(collectionOf(places) ?? '', name);
      return { name, kind: 'folder', path: folder, problem: error.message };
    }
  });
  return [{ name: DRAWN_DIGITS, kind: 'drawn', path: '' }, ...(await Promise.all(located))];
}

/**
 * Searches for a data set's files: in the given folder and nowhere else, or else in the collection,
 * then in the cache; what is in neither is to be downloaded into the cache. A folder that is given,
 * or a collection, may be the files' own, one with a folder for each data set, or any of
 * torchvision's (`<root>`, `<root>/MNIST`, `<root>/MNIST/raw`).
 * Throws InputError where the given folder lacks a file or has another data set's, the collection
 * is no folder, or its folder for this data set holds some of the files only.
 */
export async function locate(dataSet: DataSet, places: Places = {}): Promise<Found> {
  const { data, cache = userCache() } = places;
  const inCache = () => cached(dataSet, path.join(cache, dataSet.name));
  if (data !== undefined) {
    const candidates = await candidatesIn(dataSet, data);
    const found = wholeOf(candidates);
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
  const found = wholeOf(candidates);
  if (found) return { kind: 'folder', ...found };
  if (candidates.some(({ files, another }) => !another && Object.keys(files).length > 0))
    throw await folderRefusal(dataSet, collection, 'TOPDOWN_DATA', candidates);
  const there = await inCache();
  return there.kind === 'cache' ? there : { ...there, hint: await seenNearby(dataSet, collection) };
}

function collectionOf({ collection = process.env['TOPDOWN_DATA'] }: Places): string | undefined {
  return collection || undefined;
}

async function cached(dataSet: DataSet, folder: string): Promise<Found> {
  const files = await filesIn(dataSet, folder);
  return { kind: missing(files).length === 0 ? 'cache' : 'download', path: folder, files };
}
