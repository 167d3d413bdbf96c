import { EnvironmentError, InputError } from '../input/errors';

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
  ENXIO: 'that is not a file that can be read',
};

/** Why a file operation failed, in words for a person. */
export function fileTrouble(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return MEANING[code ?? ''] ?? message;
}

/** Those of a path that a person gave, as against the state of the machine. */
const OF_THE_PATH = /^(EACCES|EPERM|ENOTDIR|ENOENT|EISDIR|ELOOP|ENAMETOOLONG|ENXIO|EINVAL)$/;

/** The error for a file operation that failed: one sentence with the path and what to do. */
export function fileError(doing: string, file: string, cause: unknown): EnvironmentError {
  return new EnvironmentError(`cannot ${doing} ${file}: ${fileTrouble(cause)}`, { cause });
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
