import { type ImageShape, type LabelledImages, pixelsOf } from '../data/labelled-images';
import { pictureRaster } from '../figures/picture';

const BYTES = { from: 0, to: 255 };

/** Values 0–255, [rows × columns × channels], as a picture: as the network sees it. */
export function pictureTile(values: Uint8Array, { rows, columns, channels }: ImageShape): string {
  return pictureRaster({ rows, columns, channels, values }, BYTES);
}

/** An image of a set as a picture. */
export function imageTile(images: LabelledImages, index: number): string {
  return pictureTile(pixelsOf(images, index), images);
}
