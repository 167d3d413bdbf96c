import path from 'node:path';
import { InputError } from '../engine/errors';
import { makeFolder, writeWhole } from '../engine/files';
import { within } from '../engine/within';
import { publishedRecord } from '../experiment/published-record';
import { openRun } from '../experiment/run-folder';

/**
 * Copies the record of a finished run into a folder of records, under the name of its scenario, the
 * sizes it trained and its start. Returns the file. Throws InputError for a run that has not
 * finished, EnvironmentError.
 */
export function keepRecord(run: string, folder: string): string {
  const record = openRun(run).record();
  if (record.status !== 'finished')
    throw new InputError(`the run in ${run} has not finished: go on with it by --resume`);
  const hidden = record.options['hidden'];
  const sizes = Array.isArray(hidden) ? [hidden.join('-')] : [];
  const name = [record.scenario, ...sizes, path.basename(path.resolve(run))].join('-');
  makeFolder(folder);
  const file = within(folder, `${name}.json`);
  writeWhole(file, `${JSON.stringify(publishedRecord(record), null, 2)}\n`);
  return file;
}
