import { open } from 'node:fs/promises';
import { InputError } from '../input/errors';
import { readCheckpoint } from '../learning/checkpoint';
import { readSystem, readTrained } from '../learning/network-file';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { readError } from '../machine/file-errors';
import { AT_ONCE } from '../machine/read-whole';
import type { ByteSource } from '../network/safetensors';

/** `readCheckpoint` of a file. Throws EnvironmentError besides, where the machine fails. */
export function loadCheckpoint<S extends CommonSettings>(system: System<S>, path: string) {
  return withFile(path, (source) => readCheckpoint(system, source));
}

/** `readTrained` of a file. Throws EnvironmentError besides, where the machine fails. */
export function loadTrained<S extends CommonSettings>(system: System<S>, path: string) {
  return withFile(path, (source) => readTrained(system, source));
}

/** `readSystem` of a file. Throws EnvironmentError besides, where the machine fails. */
export function systemOfFile(path: string): Promise<string> {
  return withFile(path, readSystem);
}

/** Opens a file, has it read, and closes it. Throws InputError where it is none. */
export async function withFile<T>(
  path: string,
  read: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const file = await open(path, AT_ONCE).catch((error) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new InputError(`there is no checkpoint ${path}`)
      : readError(path, error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new InputError(`${path} is not a valid checkpoint: it is not a file`);
    return await read({
      name: path,
      size: stat.size,
      async read(from, length) {
        const bytes = new Uint8Array(new ArrayBuffer(length));
        const { bytesRead } = await file.read(bytes, 0, length, from).catch((error) => {
          throw readError(path, error);
        });
        return bytesRead < length ? bytes.slice(0, bytesRead) : bytes;
      },
    });
  } finally {
    await file.close();
  }
}
