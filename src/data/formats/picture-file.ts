import { decodePicture, isPicture } from '../../images/pictures/decode';
import type { Picture } from '../../images/pictures/picture';
import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { type Idx, readIdx } from './idx-file';
import { firstBytes, isPacked, openFile, unpackedHead } from './open-file';

/** What a file of pictures holds: one, or images of one size as an IDX file has them. */
export type PictureFile = { readonly picture: Picture } | { readonly images: Idx };

/** First bytes that tell what a file is. */
const HEAD = 16;
/** As many of a packed file as tell its first bytes; they unpack to at most a thousand times as many. */
const PACKED_HEAD = 512;

/** No larger file of a picture is read: 256 MiB, twice what the most pixels take in colour. */
const LARGEST = 2 ** 28;

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
    return isIdx(head) && !isOfLabels(head);
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

/** Whether a file holds labels; of one that does not unpack it is told why when it is read. */
function isOfLabels(head: Buffer): boolean {
  try {
    const found = unpackedHead(head);
    return LABELS.every((byte, at) => byte === found[at]);
  } catch {
    return false;
  }
}

/** What begins as all kinds of IDX file do, or is packed. */
function isIdx(head: Uint8Array): boolean {
  return isPacked(head) || (head[0] === 0 && head[1] === 0);
}
