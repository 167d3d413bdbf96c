import path from 'node:path';
import { EnvironmentError } from '../engine/errors';
import { makeFolder, writeWhole } from '../engine/files';
import { missing } from './data-files';
import { type DataSet, FILE_ROLES } from './data-sets';
import { type DownloadControl, DownloadError, download } from './download';
import type { Found } from './locate';

/** The data set is not on this computer and cannot be downloaded. */
export class DataMissing extends EnvironmentError {}

/**
 * Downloads those of a data set's files that are not in its folder yet, each written whole or not
 * at all, and returns where all of them are.
 * Throws DataMissing where no mirror gives a file, EnvironmentError where the folder cannot be
 * written, the signal's reason where it is aborted.
 */
export async function fetchDataSet(
  dataSet: DataSet,
  found: Found,
  control: DownloadControl = {},
): Promise<Found> {
  const files = { ...found.files };
  for (const role of missing(files)) {
    const published = dataSet.files[role];
    const bytes = await download(published, dataSet.mirrors, control).catch((error: unknown) => {
      throw error instanceof DownloadError ? nowhere(dataSet, found, error) : error;
    });
    files[role] = await keep(bytes, found.path, `${published.name}.gz`);
  }
  return { ...found, files };
}

async function keep(bytes: Uint8Array, folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  makeFolder(folder);
  writeWhole(file, bytes);
  return file;
}

function nowhere(
  { name, files }: DataSet,
  { path: folder, hint }: Found,
  cause: DownloadError,
): DataMissing {
  const names = FILE_ROLES.map((role) => `${files[role].name}.gz`).join(', ');
  return new DataMissing(
    `${name} is not on this computer and cannot be downloaded (${cause.message}). ` +
      `Fetch ${names} in another way and give their folder with --data DIR; or put them into ` +
      `DIR/${name} and set TOPDOWN_DATA=DIR; or put them into ${folder}.${hint === undefined ? '' : ` ${hint}.`}`,
    { cause },
  );
}
