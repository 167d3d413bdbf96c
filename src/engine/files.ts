import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from './errors';

/** What the operating system's codes mean to a person, and what to do. */
const MEANING: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'the disk quota is used up; free some space',
  EFBIG: 'the file grows beyond the size allowed here',
  EACCES: 'you have no permission for that; change it, or choose another place',
  EPERM: 'you have no permission for that; change it, or choose another place',
  EROFS: 'that disk is read-only; choose another folder',
  ENOTDIR: 'a part of that path is a file, not a folder',
  ENOENT: 'that folder does not exist',
  EISDIR: 'that path is a folder, not a file',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links lead round in a circle',
  ENAMETOOLONG: 'that name is longer than the disk allows; choose a shorter one',
  ENXIO: 'that is no file to be read',
  EIO: 'the disk cannot read it',
};

/** Why a file operation failed, in words for a person. */
export function fileTrouble(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return MEANING[code ?? ''] ?? message;
}

/** The error for a file operation that failed: one sentence with the path and what to do. */
export function fileError(doing: string, file: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(`cannot ${doing} ${file}: ${fileTrouble(cause)}`, { cause });
}

/**
 * Makes a folder and those above it, unless they are there: one after the other, because Node's own
 * way of making all at once never ends where the system has none to make, as under /proc.
 * Throws EnvironmentError.
 */
export function makeFolder(folder: string): void {
  try {
    const there = statSync(folder, { throwIfNoEntry: false });
    if (there?.isDirectory()) return;
    if (!there) makeFolder(path.dirname(folder));
    mkdirSync(folder);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    // Exists already: a folder that another process made in the meantime, or a file.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw fileError('make', folder, error);
    if (!statSync(folder).isDirectory()) throw fileError('make', folder, { code: 'ENOTDIR' });
  }
}

/**
 * Writes a file as a whole or not at all: a temporary file beside it, flushed to the disk, then
 * renamed. Its content is on the disk when it gets its name. Throws EnvironmentError.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    // writeFileSync goes on after a write that took only a part, as the last on a full disk does.
    writeFileSync(draft, content, { flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw fileError('write', file, error);
  }
}
