import { statSync } from 'node:fs';
import path from 'node:path';
import { readError } from './file-errors';
import { entriesIn } from './read-whole';

/**
 * Bytes of a file, or of all files in a folder; what is removed while they are counted does not count. Throws
 * InputError or EnvironmentError where something cannot be read.
 */
export function bytesIn(place: string): number {
  try {
    const one = statSync(place, { throwIfNoEntry: false });
    if (!one?.isDirectory()) return one?.size ?? 0;
  } catch (error) {
    throw readError(place, error);
  }
  return entriesIn(place)
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .reduce((sum, { name }) => sum + bytesIn(path.join(place, name)), 0);
}
