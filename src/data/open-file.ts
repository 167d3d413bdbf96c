import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../engine/errors';

/**
 * Opens a file to read; the caller closes it.
 * Throws InputError where there is none, it is a folder or a device, or may not be read.
 */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file).catch((error: Error) => {
    throw new InputError(`cannot read ${file}: ${error.message}`, { cause: error });
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new InputError(`${file} is not a file: give one`);
}

/** The first `count` bytes, or as many as there are. What is read later starts at the beginning. */
export async function firstBytes(handle: FileHandle, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}
