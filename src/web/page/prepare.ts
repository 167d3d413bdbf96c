import type { ImageShape } from '../../images/labelled-images';
import { fitPicture } from '../../images/pictures/fit';
import type { Picture } from '../../images/pictures/picture';
import { isInk, preparePicture } from '../../images/pictures/prepare';

/**
 * A picture as a network sees it, as `topdown recognise` prepares one: ink is found, fitted and centred; what
 * is no ink is fitted as it is. Throws InputError where there is nothing in it.
 */
export function prepared(picture: Picture, shape: ImageShape, ink: boolean): Uint8Array {
  if (ink && isInk(shape)) return preparePicture(picture, shape.rows, 'the picture').pixels;
  return fitPicture(picture, shape, 'the picture');
}

/** What is in a file of a picture, of any kind that the browser reads. Throws Error where it is none. */
export async function pictureInFile(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error('this file is not a picture that the browser can read');
  });
  const zoom = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const size = (length: number) => Math.max(1, Math.round(length * zoom));
  const [columns, rows] = [size(bitmap.width), size(bitmap.height)];
  const context = new OffscreenCanvas(columns, rows).getContext('2d');
  if (!context) throw new Error('this browser cannot draw pictures');
  context.drawImage(bitmap, 0, 0, columns, rows);
  bitmap.close();
  return {
    rows,
    columns,
    rgba: new Uint8Array(context.getImageData(0, 0, columns, rows).data.buffer),
  };
}

/** Pixels of the longer side at the most: what is larger is made smaller first. */
const LONGEST = 1000;
