import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../engine/errors';

/** Without waiting: a pipe would open only when somebody writes to it. Windows has no such pipes. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file to read; the caller closes it.
 * Throws InputError where there is none, it is a folder, a pipe or a device, or may not be read.
 */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file, READ_AT_ONCE).catch((error: Error) => {
    throw new InputError(`cannot read ${file}: ${error.message}`, { cause: error });
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new InputError(`${file} is not a file, but a folder, a pipe or a device: give a file`);
}

/** The first `count` bytes, or as many as there are. What is read later starts at the beginning. */
export async function firstBytes(handle: FileHandle, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}
