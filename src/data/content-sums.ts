import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LabelledImages } from '../images/labelled-images';
import { InputError } from '../input/errors';
import { readError } from '../machine/file-errors';
import { sha256 } from '../machine/sha256';
import { firstBytes, isPacked, openFile } from './formats/open-file';

type Bytes = Pick<LabelledImages, 'pixels' | 'labels'>;

/** SHA-256 of images that stand in no published files, as a record of a run holds them. */
export function contentSums({
  training,
  test,
}: {
  readonly training: Bytes;
  readonly test: Bytes;
}): Readonly<Record<string, string>> {
  return {
    'training-pixels': sha256(training.pixels),
    'training-labels': sha256(training.labels),
    'test-pixels': sha256(test.pixels),
    'test-labels': sha256(test.labels),
  };
}

/**
 * The SHA-256 of what is in a file, unpacked where it is packed by gzip, whatever its format; a part of it
 * is in memory at a time. Throws InputError where it cannot be read, or does not unpack.
 */
export async function contentSha256(file: string): Promise<string> {
  const handle = await openFile(file);
  try {
    const packed = isPacked(await firstBytes(handle, 2));
    const stored = handle.createReadStream({ start: 0, autoClose: false });
    const hash = createHash('sha256');
    // What goes wrong in either comes out below.
    const chunks = packed ? pipeline(stored, createGunzip(), () => undefined) : stored;
    for await (const chunk of chunks as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw readError(file, error);
    throw new InputError(`${file} is damaged, it does not unpack (${message}). Fetch it again.`);
  } finally {
    await handle.close();
  }
}
