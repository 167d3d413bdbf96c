import path from 'node:path';
import { InputError } from '../input/errors';
import { kindOf } from './read-whole';

/**
 * Throws InputError where no file can be written at a path that a person gives, before the work whose result it is
 * to hold: a folder is there, or a device or a pipe, which the file would replace, or it would lie in no folder.
 */
export function checkFilePlace(file: string): void {
  const there = kindOf(file);
  if (there === 'folder')
    throw new InputError(`cannot write ${file}: that path is a folder, not a file`);
  if (there === 'device')
    throw new InputError(
      `cannot write ${file}: that is a device or a pipe, whose place a file would take; name a file`,
    );
  const folder = path.dirname(file);
  if (kindOf(folder) !== 'folder')
    throw new InputError(`cannot write ${file}: there is no folder ${folder}`);
}

/**
 * Throws InputError where there is no folder at a path that a person gives, and none can be made: it, or what is
 * above it, is no folder. `what` is to lie in it.
 */
export function checkFolderPlace(folder: string, what: string): void {
  const there = kindOf(folder);
  if (there === 'folder') return;
  if (there) throw new InputError(`${folder} is a ${there}: name a folder for ${what}`);
  const above = path.dirname(path.resolve(folder));
  if (above !== folder) checkFolderPlace(above, what);
}
