import { constants, gunzipSync } from 'node:zlib';
import { InputError } from '../engine/errors';
import { readError } from '../engine/files';
import { decodePicture, isPicture } from '../pictures/decode';
import type { Picture } from '../pictures/picture';
import { type Idx, readIdx } from './idx';
import { firstBytes, openFile } from './open-file';

/** What a file of pictures holds: one, or images of one size as an IDX file has them. */
export type PictureFile = { readonly picture: Picture } | { readonly images: Idx };

/** First bytes that tell what a file is. */
const HEAD = 16;
/** As many of a packed file as tell its first bytes; they unpack to at most a thousand times as many. */
const PACKED_HEAD = 512;

/** No larger file of a picture is read: 256 MiB, twice what the most pixels take in colour. */
const LARGEST = 2 ** 28;

/** An IDX file's first bytes as far as all kinds share them, and those of a gzipped one. */
const IDX_HEADS = [
  [0, 0],
  [0x1f, 0x8b],
];

/** What an IDX file of labels begins with, packed or not: what lies beside the images of a data set. */
const LABELS = [0, 0, 8, 1];

/**
 * Whether a file is to be read for pictures, by its first bytes; the labels of a data set are none.
 * Throws InputError as `openFile`.
 */
export async function holdsPictures(file: string): Promise<boolean> {
  const handle = await openFile(file);
  try {
    const head = await firstBytes(handle, PACKED_HEAD);
    if (isPicture(head)) return true;
    return isIdx(head) && !LABELS.every((byte, at) => byte === unpackedHead(head)[at]);
  } finally {
    await handle.close();
  }
}

/**
 * The picture in a PNG or a JPEG, or the images in an IDX file, told apart by the first bytes.
 * Throws InputError where the file cannot be read, is none of these, is damaged or too large.
 */
export async function readPictureFile(file: string): Promise<PictureFile> {
  const handle = await openFile(file);
  try {
    const head = await firstBytes(handle, HEAD);
    if (isIdx(head)) return { images: await readIdx(file, 'images') };
    if (!isPicture(head))
      throw new InputError(`${file} is neither a PNG, nor a JPEG, nor an IDX file of images`);
    const { size } = await handle.stat();
    if (size > LARGEST)
      throw new InputError(
        `${file} has ${size} bytes, more than the ${LARGEST} that are read: save it smaller`,
      );
    const bytes = await handle.readFile().catch((error: unknown) => {
      throw readError(file, error);
    });
    return { picture: decodePicture(bytes, file) };
  } finally {
    await handle.close();
  }
}

/** The first bytes of what is packed by gzip, as far as they can be told; of anything else its own. */
function unpackedHead(head: Buffer): Buffer {
  if (head[0] !== 0x1f) return head;
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }); // its end is not there
  } catch {
    return Buffer.alloc(0); // it is told why when it is read
  }
}

function isIdx(head: Uint8Array): boolean {
  return IDX_HEADS.some((begins) => begins.every((byte, at) => byte === head[at]));
}
