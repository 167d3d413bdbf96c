import { InputError } from '../engine/errors';
import { readIdx } from './idx';
import { firstBytes, openFile } from './open-file';
import { greyOfPng, PNG_HEADER, type PngHeader, pngHeader } from './png';

/** Images without labels. */
export interface Pictures {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Grey values 0–255, row by row: [count × rows × columns]. */
  readonly pixels: Uint8Array;
}

/** The size that pictures must have. */
export interface PictureSize {
  readonly rows: number;
  readonly columns: number;
}

/** MNIST's. */
const MNIST_SIZE: PictureSize = { rows: 28, columns: 28 };

/** A PNG of a picture this small is no larger, whatever it says about itself. In bytes. */
const LARGEST_PNG = 2 ** 18;

/**
 * The pictures in a file: one from a PNG, or all from an IDX file of images, told apart by the
 * first bytes. Colours become grey, what is transparent black; bright ink on black, as in MNIST,
 * is for the person to see to. Pictures are never resized.
 * Throws InputError where the file cannot be read, is neither, is damaged, or of another size.
 */
export async function readPictures(
  file: string,
  needed: PictureSize = MNIST_SIZE,
): Promise<Pictures> {
  const handle = await openFile(file);
  try {
    const header = pngHeader(await firstBytes(handle, PNG_HEADER));
    if (!header) return await readIdxPictures(file, needed);
    checkSize(header, needed, file);
    checkPng(header, (await handle.stat()).size, file);
    const pixels = greyOfPng(await handle.readFile(), file);
    return { count: 1, ...needed, pixels };
  } finally {
    await handle.close();
  }
}

async function readIdxPictures(file: string, needed: PictureSize): Promise<Pictures> {
  const { dimensions, values } = await readIdx(file, 'images').catch((error: Error) => {
    throw new InputError(`${error.message} A PNG would do too.`, { cause: error });
  });
  const [count, rows, columns] = dimensions as [number, number, number];
  checkSize({ rows, columns }, needed, file);
  return { count, rows, columns, pixels: values };
}

function checkSize(found: PictureSize, needed: PictureSize, file: string): void {
  if (found.rows === needed.rows && found.columns === needed.columns) return;
  throw new InputError(
    `${file} is ${found.columns} pixels wide and ${found.rows} high, but the network sees ` +
      `${needed.columns} × ${needed.rows}: scale it to that size first`,
  );
}

function checkPng({ depth, interlaced }: PngHeader, bytes: number, file: string): void {
  if (bytes > LARGEST_PNG) {
    throw new InputError(
      `${file} has ${bytes} bytes, more than the ${LARGEST_PNG} a picture this small can need: ` +
        'save it without the extras (profiles, previews)',
    );
  }
  if (interlaced && depth < 8) {
    throw new InputError(
      `${file} is interlaced with ${depth} bits a sample, which is not read: save it without ` +
        'interlacing, or with 8 bits',
    );
  }
}
