import path from 'node:path';
import { EnvironmentError } from '../input/errors';
import { makeFolder, writeWhole } from '../machine/files';
import { type DataSet, fetchable, filesOf } from './data-set';
import { type DownloadControl, DownloadError, download } from './download';
import { missing } from './finding/data-files';
import type { LocatedDataSet } from './finding/locate';

/** The data set is not on this computer and cannot be downloaded. */
export class DataMissing extends EnvironmentError {}

/**
 * Downloads those of a data set's files that are not in its folder yet, each written whole or not
 * at all, and returns where all of them are.
 * Throws DataMissing where no mirror gives a file, or a person has to fetch it, EnvironmentError where the
 * folder cannot be written, the signal's reason where it is aborted.
 */
export async function fetchDataSet(
  dataSet: DataSet,
  found: LocatedDataSet,
  control: DownloadControl = {},
): Promise<LocatedDataSet> {
  const files = { ...found.files };
  const offered = fetchable(dataSet);
  if (!offered) throw byHand(dataSet, found);
  const wanted = missing(dataSet, files).map(({ name }) => name);
  for (const published of offered.filter(({ name }) => wanted.includes(name))) {
    const { mirrors = [] } = dataSet;
    const bytes = await download(published, mirrors, control).catch((error: unknown) => {
      throw error instanceof DownloadError ? nowhere(dataSet, found, error) : error;
    });
    files[published.name] = await keep(bytes, found.path, `${published.name}.gz`);
  }
  return { ...found, files };
}

async function keep(bytes: Uint8Array, folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  makeFolder(folder);
  writeWhole(file, bytes);
  return file;
}

function nowhere(dataSet: DataSet, found: LocatedDataSet, cause: DownloadError): DataMissing {
  const names = filesOf(dataSet)
    .map(({ name }) => `${name}.gz`)
    .join(', ');
  return new DataMissing(
    `${dataSet.name} is not on this computer and cannot be downloaded (${cause.message}). ` +
      `Fetch ${names} in another way and give their folder with --data DIR; ${otherPlaces(dataSet, found)}`,
    { cause },
  );
}

/** The error for a data set that is published in a way that is not fetched from here. */
function byHand(dataSet: DataSet, found: LocatedDataSet): DataMissing {
  const { name, archive, madeFrom } = dataSet;
  const names = filesOf(dataSet)
    .map((file) => file.name)
    .join(', ');
  const fetched = archive
    ? `Fetch ${archive.address} (${archive.bytes} bytes), unpack it,`
    : madeFrom === undefined
      ? `Fetch ${names},`
      : `Make its files from ${madeFrom},`;
  return new DataMissing(
    `${name} is not on this computer, and the program does not download it. ${fetched} and give the ` +
      `folder of ${names} with --data DIR; ${otherPlaces(dataSet, found)}`,
  );
}

function otherPlaces({ name }: DataSet, { path: folder, hint }: LocatedDataSet): string {
  return (
    `or put them into DIR/${name} and set TOPDOWN_DATA=DIR; or put them into ${folder}.` +
    (hint === undefined ? '' : ` ${hint}.`)
  );
}
