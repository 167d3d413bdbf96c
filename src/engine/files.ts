import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError, InputError } from './errors';

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
  EMFILE: 'too many files are open; close some programs, or raise the limit (ulimit -n)',
  ENFILE: 'too many files are open; close some programs',
  ENOMEM: 'there is not enough memory',
  EIO: 'the disk does not answer as it should; check it',
  ESTALE: 'the network share has changed; mount it again',
  ELOOP: 'its symbolic links lead to each other; name the file itself',
  ENAMETOOLONG: 'that path is too long; give a shorter one',
};

/** Those of a path that a person gave, as against the state of the machine. */
const OF_THE_PATH = /^(EACCES|EPERM|ENOTDIR|ENOENT|EISDIR|ELOOP|ENAMETOOLONG|ENXIO|EINVAL)$/;

/** The error for a file operation that failed: one sentence with the path and what to do. */
export function fileError(doing: string, file: string, cause: unknown): EnvironmentError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new EnvironmentError(`cannot ${doing} ${file}: ${MEANING[code ?? ''] ?? message}`, {
    cause,
  });
}

/**
 * The error for a file or folder that cannot be read: an InputError where its path is to blame, else
 * an EnvironmentError, in one sentence.
 */
export function readError(file: string, cause: unknown): InputError | EnvironmentError {
  const error = fileError('read', file, cause);
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new InputError(`there is no ${file}`, { cause });
  return OF_THE_PATH.test(code) ? new InputError(error.message, { cause }) : error;
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
