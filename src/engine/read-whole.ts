import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { InputError } from './errors';
import { readError } from './files';

/** Nothing waits for the other end of a pipe. Not known, and not needed, on Windows. */
export const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The content of a file of at most `most` bytes, which is compared with its size before memory is
 * taken; undefined where there is none. Every file that somebody else may have made is read by this.
 * Throws InputError where it is larger, is no file, or its path cannot be read, EnvironmentError
 * where the machine fails.
 */
export function readIfThere(file: string, most: number): Buffer | undefined {
  let open: number | undefined;
  try {
    open = openSync(file, AT_ONCE);
    const stat = fstatSync(open);
    if (!stat.isFile()) throw new InputError(`${file} is not a file: give one`);
    if (stat.size > most)
      throw new InputError(`${file} has ${stat.size} bytes, more than the ${most} that are read`);
    return readFileSync(open);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) return undefined;
    throw readError(file, error);
  } finally {
    if (open !== undefined) closeSync(open);
  }
}

/** The same of a file that must be there: throws InputError where it is not. */
export function readWhole(file: string, most: number): Buffer {
  const content = readIfThere(file, most);
  if (content) return content;
  throw new InputError(`there is no ${file}`);
}

/**
 * What a path leads to; undefined where there is nothing.
 * Throws as `readIfThere` does, where that cannot be told.
 */
export function kindOf(file: string): 'file' | 'folder' | 'device' | undefined {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return undefined;
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'device';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw readError(file, error);
  }
}

/** What is in a folder, by name; nothing where it is not there. Throws as `readIfThere` does. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw readError(folder, error);
  }
}
