import { realpathSync } from 'node:fs';
import path from 'node:path';
import { InputError } from './errors';
import { inShort } from './in-short';

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
    throw new InputError(`"${inShort(name)}" is no name of a file in ${folder}`);
  const file = path.join(folder, ...parts);
  const home = real(folder);
  const found = home === undefined ? undefined : nearest(file, folder);
  if (home === undefined || found === undefined || isIn(home, found)) return file;
  throw new InputError(`"${inShort(name)}" leads out of ${folder}, by a symbolic link`);
}

/** Whether a text may be a part of a path: no `..`, nothing that ends in a dot or a space. */
export function isName(part: string): boolean {
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
