import { decodePicture, isPicture } from '../../images/pictures/decode';
import type { Picture } from '../../images/pictures/picture';
import { InputError } from '../../input/errors';
import { readWhole } from '../../machine/read-whole';
import { type Idx, idxKindOf, mayBeIdx, readIdx } from './idx-file';
import { firstBytes, openFile } from './open-file';

/** What a file of pictures holds: one, or images of one size as an IDX file has them. */
export type PictureFile = { readonly picture: Picture } | { readonly images: Idx };

/** First bytes that tell a picture. */
const HEAD = 16;

/** No larger file of a picture is read: 256 MiB, twice what the most pixels take in colour. */
const LARGEST = 2 ** 28;

/**
 * Whether a file is to be read for pictures, by its first bytes; the labels of a data set are none.
 * Throws InputError as `openFile`, and where it is packed and does not unpack.
 */
export async function holdsPictures(file: string): Promise<boolean> {
  return isPicture(await headOf(file)) || (await idxKindOf(file)) === 'images';
}

/**
 * The picture in a PNG or a JPEG, or the images in an IDX file, told apart by the first bytes.
 * Throws InputError where the file cannot be read, is none of these, is damaged or too large.
 */
export async function readPictureFile(file: string): Promise<PictureFile> {
  if (isPicture(await headOf(file)))
    return { picture: decodePicture(readWhole(file, LARGEST), file) };
  if (await mayBeIdx(file)) return { images: await readIdx(file, 'images') };
  throw new InputError(`${file} is neither a PNG, nor a JPEG, nor an IDX file of images`);
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await openFile(file);
  try {
    return await firstBytes(handle, HEAD);
  } finally {
    await handle.close();
  }
}
