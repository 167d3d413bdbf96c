import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileError } from '../machine/file-errors';

// The files of a lease, `<base>.<number>`. They are changed by the file system's own means and not by
// `machine/files`, which asks a lease whether it may.

/** The file of one holder of the lease. */
export function leaseFile(base: string, number: number): string {
  return `${base}.${number}`;
}

/** The numbers that there are files of, in no order. Throws EnvironmentError. */
export function leaseNumbers(base: string): number[] {
  const start = `${path.basename(base)}.`;
  return namesBeside(base)
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length))
    .filter((digits) => /^[1-9]\d{0,14}$/.test(digits))
    .map(Number);
}

/** The highest of them; 0 where there is none. */
export function highestNumber(base: string): number {
  return Math.max(0, ...leaseNumbers(base));
}

/** What file systems say that know no second name of a file. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'];

/**
 * Makes a file of this one line; false where it was there already. Nobody sees it without its line: it gets
 * its name when it is whole, where the file system can give one to a file that has another.
 * Throws EnvironmentError.
 */
export function createLine(file: string, line: string): boolean {
  const draft = path.join(path.dirname(file), `.lease-${process.pid}-${randomUUID()}`);
  try {
    fs.writeFileSync(draft, line, { flag: 'wx' });
    return named(draft, file) ?? begun(file, line);
  } catch (error) {
    throw fileError('write', file, error);
  } finally {
    removeLine(draft);
  }
}

/** Gives a file a second name; false where that is taken, undefined where no file can have two. */
function named(draft: string, file: string): boolean | undefined {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (fs.statSync(draft).nlink > 1) return true; // a server did it, and its answer was lost
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (NO_LINKS.includes(code)) return undefined;
    throw error;
  }
}

/** The same in two steps. */
function begun(file: string, line: string): boolean {
  let open: number | undefined;
  try {
    open = fs.openSync(file, 'wx');
    fs.writeSync(open, line);
    return true;
  } catch (error) {
    if (open === undefined && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    if (open !== undefined) fs.rmSync(file, { force: true });
    throw error;
  } finally {
    if (open !== undefined) fs.closeSync(open);
  }
}

/**
 * Writes a line in the place of this one; false where the file is gone, or holds another: then nothing is
 * changed. Where both are the same it has, after that, the time of its file system, which no clock of
 * this machine goes into. Throws EnvironmentError.
 */
export function changeLine(file: string, from: string, to: string): boolean {
  let open: number | undefined;
  try {
    open = fs.openSync(file, 'r+');
    const found = Buffer.alloc(Buffer.byteLength(from));
    fs.readSync(open, found, 0, found.length, 0);
    if (found.toString('utf8') !== from) return false;
    fs.writeSync(open, to, 0); // who reads in between stops at the end of the line
    if (to !== from) fs.ftruncateSync(open, Buffer.byteLength(to));
  } catch (error) {
    if (isGone(error)) return false;
    if (open === undefined) throw fileError('write', file, error);
    // It is there, which is what counts: a full disk leaves it as it was.
  } finally {
    if (open !== undefined) fs.closeSync(open);
  }
  return true;
}

/** Removes a file, where it is there. Throws EnvironmentError. */
export function removeLine(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch (error) {
    throw fileError('remove', file, error);
  }
}

/** Whether an error says that a file is not there any more. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ESTALE'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The names in the folder of a lease; none where it is gone. */
function namesBeside(base: string): string[] {
  const folder = path.dirname(base);
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (isGone(error)) return [];
    throw fileError('read', folder, error);
  }
}
