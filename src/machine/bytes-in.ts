import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readError } from './file-errors';

/** Bytes of a file, or of all files in a folder; those that go while they are counted are not. */
export function bytesIn(folder: string): number {
  try {
    const one = statSync(folder);
    if (one.isFile()) return one.size;
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        statSync(path.join(parentPath, name), { throwIfNoEntry: false }),
      )
      .reduce((sum, stat) => sum + (stat?.size ?? 0), 0);
  } catch (error) {
    throw readError(folder, error);
  }
}
