import { readPictureFile } from '../data/picture-file';
import { InputError } from '../engine/errors';
import { pictureAsItIs } from '../pictures/as-it-is';
import { type Prepared, preparePicture } from '../pictures/prepare';

/** A picture as a network sees it. */
export interface Seen {
  readonly file: string;
  /** Its number in the file, from 0; undefined where the file is the picture. */
  readonly image?: number;
  /** Grey values 0–255: [side × side]. */
  readonly pixels: Uint8Array;
  /** What was done to it, unless it was left as it is. */
  readonly prepared?: Prepared;
}

/** A file that could not be read or used, and why. */
export interface Refused {
  readonly file: string;
  readonly error: InputError;
}

/**
 * The pictures of files one after the other as a network of `side` × `side` pixels sees them. A PNG
 * or JPEG is prepared, unless `asIs`; the images of an IDX file, which were made for networks, are
 * taken as they are.
 */
export async function* seenPictures(
  files: readonly string[],
  side: number,
  asIs: boolean,
): AsyncGenerator<Seen | Refused> {
  for (const file of files) {
    try {
      const content = await readPictureFile(file);
      if ('images' in content) {
        const { dimensions, values } = content.images;
        const [count, rows, columns] = dimensions as [number, number, number];
        checkSize(file, rows, columns, side);
        for (let image = 0; image < count; image++)
          yield {
            file,
            image,
            pixels: values.subarray(image * side ** 2, (image + 1) * side ** 2),
          };
      } else if (asIs) {
        yield { file, pixels: pictureAsItIs(content.picture, side, file) };
      } else {
        const prepared = preparePicture(content.picture, side, file);
        yield { file, pixels: prepared.pixels, prepared };
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      yield { file, error };
    }
  }
}

function checkSize(file: string, rows: number, columns: number, side: number): void {
  if (rows === side && columns === side) return;
  throw new InputError(
    `the images in ${file} are ${columns} pixels wide and ${rows} high, but the network sees ` +
      `${side} × ${side}: scale them to that size first`,
  );
}
