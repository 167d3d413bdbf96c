import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { InputError, inShort } from '../input/errors';
import { readError } from './file-errors';

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
  return listed(folder, () => readdirSync(folder).sort());
}

/** The files and folders in a folder; none where it is not there. Throws as `readIfThere` does. */
export function entriesIn(folder: string): Dirent[] {
  return listed(folder, () => readdirSync(folder, { withFileTypes: true }));
}

function listed<T>(folder: string, list: () => T[]): T[] {
  try {
    return list();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw readError(folder, error);
  }
}

/** A name of a file or folder that any system takes: no separators, no drive, nothing unseen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out
const PART = /^[^\u0000-\u001f\u007f\\/:*?"<>|]{1,200}$/u;
/** Names that mean a device on Windows, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MOST_PARTS = 16;

/**
 * The path of what a record names within a folder, as `figures/one.svg`. It stays there, through
 * symbolic links too, as far as it exists. Everything that a file from elsewhere names goes this way.
 * Throws InputError for a name that leads out, or is none on some system.
 */
export function within(folder: string, name: string): string {
  const parts = name.split('/');
  if (parts.length > MOST_PARTS || !parts.every(isName))
    throw new InputError(`"${inShort(name)}" is not the name of a file in ${folder}`);
  const file = path.join(folder, ...parts);
  const home = real(folder);
  const found = home === undefined ? undefined : nearest(file, folder);
  if (home === undefined || found === undefined || isIn(home, found)) return file;
  throw new InputError(`"${inShort(name)}" leads out of ${folder}, by a symbolic link`);
}

/** Whether a text may be a part of a path: no `..`, nothing that ends in a dot or a space. */
function isName(part: string): boolean {
  return PART.test(part) && !/[. ]$/.test(part) && !DEVICE.test(part);
}

/** Where the file is in truth, or the nearest folder above it that exists. */
function nearest(file: string, folder: string): string | undefined {
  if (path.resolve(file) === path.resolve(folder)) return real(folder);
  return real(file) ?? nearest(path.dirname(file), folder);
}

function real(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
