import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../engine/errors';
import { readError } from '../engine/files';
import { AT_ONCE } from '../engine/read-whole';

/**
 * Opens a file to read; the caller closes it. Waits for nobody.
 * Throws InputError where there is none, it is anything but a file, or may not be read; EnvironmentError where the machine fails.
 */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file, AT_ONCE).catch((error: unknown) => {
    throw readError(file, error);
  });
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw new InputError(`${file} is ${whatIs(stats)}, not a file: give one`);
}

/** The first `count` bytes, or as many as there are. What is read later starts at the beginning. */
export async function firstBytes(handle: FileHandle, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}

/** What is at a path, in words. */
export function whatIs(stats: Stats): string {
  if (stats.isFile()) return 'a file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}
