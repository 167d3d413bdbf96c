import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readError } from './file-errors';

/** Bytes of a file that are held at a time. */
const PART = 2 ** 20;

/** The SHA-256 of bytes, as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The SHA-256 of a file's bytes, as 64 hexadecimal digits. Throws InputError where it cannot be read. */
export function fileSha256(file: string): string {
  try {
    const handle = openSync(file, 'r');
    try {
      const hash = createHash('sha256');
      const part = Buffer.alloc(PART);
      for (let read = readSync(handle, part); read > 0; read = readSync(handle, part))
        hash.update(part.subarray(0, read));
      return hash.digest('hex');
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw readError(file, error);
  }
}
