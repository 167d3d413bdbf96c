import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  type PathOrFileDescriptor,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../input/errors';
import { fileError } from './file-errors';

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
    checkHeld(folder);
    mkdirSync(folder);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    // Exists already: a folder that another process made in the meantime, or a file.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw fileError('make', folder, error);
    if (!statSync(folder).isDirectory()) throw fileError('make', folder, { code: 'ENOTDIR' });
  }
}

/** A file that is written and on the disk, but not yet in its place. */
export interface Draft {
  /** Where it lies until then. */
  readonly path: string;
  /** Gives it its name. Throws EnvironmentError. */
  readonly put: () => void;
  /** Takes it away, where it has not been put. Never throws. */
  readonly drop: () => void;
}

/** Writes a draft of a file beside its place. Throws EnvironmentError, and leaves nothing then. */
export function draftOf(file: string, content: string | Uint8Array): Draft {
  // Two machines that share a disk may have processes of one number.
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  const drop = () => {
    try {
      rmSync(draft, { force: true });
    } catch {
      // What cannot be taken away was mostly never there: why the work failed says more.
    }
  };
  checkHeld(file);
  try {
    writeInParts(draft, typeof content === 'string' ? Buffer.from(content) : content);
  } catch (error) {
    drop();
    throw fileError('write', file, error);
  }
  return { path: draft, put: () => putInPlace(draft, file), drop };
}

/** Bytes that are written at once; the system takes less than 2 GiB. */
const AT_ONCE = 2 ** 30;

/** Writes a file, and flushes it to the disk. Throws as Node does. */
export function writeInParts(file: string, bytes: Uint8Array, atOnce = AT_ONCE): void {
  const open = openSync(file, 'w');
  try {
    // A write may take only a part, as the last on a full disk does.
    for (let at = 0; at < bytes.length; )
      at += writeSync(open, bytes, at, Math.min(atOnce, bytes.length - at));
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/**
 * Makes a folder in one that is there, unless it is there already. A folder that was taken away while
 * somebody worked in it is not made anew: what else it held is lost, and the work must not go on as if
 * it were not. Throws EnvironmentError.
 */
export function makeSubfolder(folder: string): void {
  if (!existsSync(path.dirname(folder)))
    throw new EnvironmentError(
      `cannot make ${folder}: the folder that it belongs in is gone; was it moved or removed?`,
    );
  makeFolder(folder);
}

/**
 * Writes a file as a whole or not at all: a temporary file beside it, flushed to the disk, then
 * renamed. Its content is on the disk when it gets its name. Throws EnvironmentError.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = draftOf(file, content);
  try {
    draft.put();
  } catch (error) {
    draft.drop();
    throw error;
  }
}

/** Gives a file or folder that is whole its name: the moment at which others see it. Throws EnvironmentError. */
export function putInPlace(draft: string, place: string): void {
  checkHeld(place);
  try {
    renameSync(draft, place);
  } catch (error) {
    throw fileError('write', place, error);
  }
}

/**
 * Adds to a file's end, through `open` where it is open already; it is with the operating system on
 * return. Throws EnvironmentError.
 */
export function append(file: string, text: string, open: PathOrFileDescriptor = file): void {
  checkHeld(file);
  try {
    appendFileSync(open, text);
  } catch (error) {
    throw fileError('write', file, error);
  }
}

/** Removes a file or a folder with all in it, where it is there. Throws EnvironmentError. */
export function remove(place: string): void {
  checkHeld(place);
  try {
    rmSync(place, { recursive: true, force: true });
  } catch (error) {
    throw fileError('remove', place, error);
  }
}

/** What has to hold for each folder that may be written to on a condition. */
const conditions = new Map<string, () => void>();

/**
 * From now on nothing in a folder is written, moved or removed by this process unless `check` lets it:
 * it throws where it does not. Every change that `machine/files` makes asks first, so that nobody who
 * writes there has to remember it. Returns what takes the condition away.
 */
export function writeOnlyIf(folder: string, check: () => void): () => void {
  const place = path.resolve(folder);
  conditions.set(place, check);
  return () => {
    if (conditions.get(place) === check) conditions.delete(place);
  };
}

/** Throws what the condition of a folder that this path lies in throws, where one does not hold. */
export function checkHeld(file: string): void {
  if (conditions.size === 0) return;
  const place = path.resolve(file);
  conditions.get(place)?.();
  const above = path.dirname(place);
  if (above !== place) checkHeld(above);
}
