import path from 'node:path';
import { encode } from 'fast-png';
import { shapeIn } from '../../data/formats/idx';
import { readPictureFile } from '../../data/formats/picture-file';
import { type ImageShape, imageSize, shapeInWords } from '../../images/labelled-images';
import { fitPicture, pictureAsItIs } from '../../images/pictures/fit';
import { isInk, type Prepared, preparePicture } from '../../images/pictures/prepare';
import { InputError } from '../../input/errors';
import { checkFolderPlace } from '../../machine/check-place';
import { makeFolder, writeWhole } from '../../machine/files';

/** A picture as a network sees it. */
export interface SeenPicture {
  readonly file: string;
  /** Its number in the file, from 0; undefined where the file is the picture. */
  readonly image?: number;
  /** Values 0–255: [rows × columns × channels]. */
  readonly pixels: Uint8Array;
  /** What was done to it, unless it was left as it is. */
  readonly prepared?: Prepared;
  /** Whether it was fitted in its colours. */
  readonly fitted?: boolean;
}

/** A file that could not be read or used, and why. */
export interface Refused {
  readonly file: string;
  readonly error: InputError;
}

/**
 * The pictures of files one after the other as a network of such images sees them. A PNG or JPEG is
 * prepared, unless `asIs`: by its ink for a network of square grey images, else fitted in its colours.
 * The images of an IDX file, which were made for networks, are taken as they are.
 */
export async function* seenPictures(
  files: readonly string[],
  shape: ImageShape,
  asIs: boolean,
): AsyncGenerator<SeenPicture | Refused> {
  for (const file of files) {
    try {
      const content = await readPictureFile(file);
      if ('images' in content) {
        const { dimensions, values } = content.images;
        const [count = 0] = dimensions;
        checkSize(file, shapeIn(dimensions, shape, file), shape);
        const size = imageSize(shape);
        for (let image = 0; image < count; image++)
          yield { file, image, pixels: values.subarray(image * size, (image + 1) * size) };
      } else if (asIs) {
        yield { file, pixels: pictureAsItIs(content.picture, shape, file) };
      } else if (!isInk(shape)) {
        yield { file, pixels: fitPicture(content.picture, shape, file), fitted: true };
      } else {
        const prepared = preparePicture(content.picture, shape.rows, file);
        yield { file, pixels: prepared.pixels, prepared };
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      yield { file, error };
    }
  }
}

function checkSize(file: string, found: ImageShape, seen: ImageShape): void {
  if (shapeInWords(found) === shapeInWords(seen)) return;
  const channels = found.channels === 1 ? '' : `, of ${found.channels} channels`;
  throw new InputError(
    `the images in ${file} are ${found.columns} pixels wide and ${found.rows} high${channels}, but the network sees ` +
      `${shapeInWords(seen)}: scale them to that size first`,
  );
}

/** Digits of the number in front, so that names sort as the pictures were given. */
const DIGITS = 4;

/** Throws InputError where a folder cannot be, or is one that pictures come from: it must not write over them. */
export function checkPreparedFolder(folder: string, files: readonly string[]): void {
  checkFolderPlace(folder, 'the prepared pictures');
  const from = files.find((file) => path.resolve(path.dirname(file)) === path.resolve(folder));
  if (from !== undefined)
    throw new InputError(`${folder} is where ${from} lies: name another folder for --prepared`);
}

/**
 * Writes what the network saw as a PNG and returns its path: the picture's number among all that were
 * given, and its name. Throws EnvironmentError.
 */
export function keepPrepared(
  folder: string,
  number: number,
  { file, pixels }: SeenPicture,
  { rows, columns, channels }: ImageShape,
): string {
  makeFolder(folder);
  const name = `${String(number).padStart(DIGITS, '0')}-${path.parse(file).name}.png`;
  const kept = path.join(folder, name);
  writeWhole(kept, encode({ width: columns, height: rows, data: pixels, channels }));
  return kept;
}
