import { stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../engine/errors';
import { userCache } from './cache';
import { DATA_SETS, type DataSet, FILE_ROLES, type FileRole } from './data-sets';
import { DRAWN_DIGITS } from './drawn-digits';

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
  readonly files: Partial<Record<FileRole, string>>;
}

/** How a search for one data set ends, for lists. */
export interface Location extends DataSource {
  readonly name: string;
  /** Why it cannot be loaded from there. */
  readonly problem?: string;
}

/**
 * Where each known data set would come from. Loads nothing and stays off the network; what would
 * be an InputError is the entry's `problem`.
 */
export async function locateDataSets(places: Places = {}): Promise<Location[]> {
  const located = DATA_SETS.map(async (dataSet): Promise<Location> => {
    const { name } = dataSet;
    try {
      const { kind, path } = await locate(dataSet, places);
      return { name, kind, path };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { name, kind: 'folder', path: folderOf(dataSet, places), problem: error.message };
    }
  });
  return [{ name: DRAWN_DIGITS, kind: 'drawn', path: '' }, ...(await Promise.all(located))];
}

/**
 * Searches for a data set's files: in the given folder and nowhere else, or else in the collection,
 * then in the cache; what is in neither is to be downloaded into the cache.
 * Throws InputError where the given folder lacks a file, the collection is no folder, or its folder
 * for this data set holds some of the files only.
 */
export async function locate(dataSet: DataSet, places: Places = {}): Promise<Found> {
  const { data, cache = userCache() } = places;
  if (data !== undefined) return complete(dataSet, data, '--data');
  const collection = collectionOf(places);
  if (collection) {
    if (!(await isFolder(collection)))
      throw new InputError(
        `TOPDOWN_DATA names ${collection}, which is not a folder: mend or unset it`,
      );
    const folder = folderOf(dataSet, places);
    if (await isFolder(folder)) return complete(dataSet, folder, 'TOPDOWN_DATA');
  }
  const folder = path.join(cache, dataSet.name);
  const files = await filesIn(dataSet, folder);
  return { kind: missing(files).length === 0 ? 'cache' : 'download', path: folder, files };
}

function collectionOf({ collection = process.env['TOPDOWN_DATA'] }: Places): string | undefined {
  return collection || undefined;
}

function folderOf({ name }: DataSet, places: Places): string {
  return places.data ?? path.join(collectionOf(places) ?? '', name);
}

async function complete(dataSet: DataSet, folder: string, given: string): Promise<Found> {
  const files = await filesIn(dataSet, folder);
  const lacking = missing(files).map((role) => dataSet.files[role].name);
  if (lacking.length === 0) return { kind: 'folder', path: folder, files };
  const state = (await isFolder(folder)) ? '' : ' (it is not a folder)';
  const spelled = spellings(lacking[0] as string).join(', ');
  throw new InputError(
    `the folder ${folder}${state}, given by ${given}, lacks ${lacking.length} of ` +
      `${dataSet.name}'s 4 files: ${lacking.join(', ')}. Each may be packed and spelled in two ` +
      `ways: ${spelled}. Put them there, or give another folder.`,
  );
}

/** The names a file may go by. */
export function spellings(name: string): string[] {
  const dotted = name.replace(/-(?=idx\d)/, '.');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
}

async function filesIn(dataSet: DataSet, folder: string): Promise<Found['files']> {
  const files: Partial<Record<FileRole, string>> = {};
  for (const role of FILE_ROLES) {
    for (const name of spellings(dataSet.files[role].name).reverse()) {
      const file = path.join(folder, name);
      if ((await stat(file).catch(() => undefined))?.isFile()) files[role] = file;
    }
  }
  return files;
}

/** The files that were not found. */
export function missing(files: Found['files']): FileRole[] {
  return FILE_ROLES.filter((role) => files[role] === undefined);
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => undefined))?.isDirectory() === true;
}
