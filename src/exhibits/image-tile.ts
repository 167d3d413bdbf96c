import type { LabelledImages } from '../data/labelled-images';
import { GREYS } from '../figures/colour-maps';
import { type Matrix, raster } from '../figures/raster';

const BYTES = { from: 0, to: 255 };

/** Grey values 0–255, [rows × columns], as a picture: bright ink on black, as the network sees it. */
export function greyTile(
  pixels: Uint8Array,
  { rows, columns }: Pick<Matrix, 'rows' | 'columns'>,
): string {
  return raster({ rows, columns, values: pixels }, BYTES, GREYS);
}

/** An image of a set as a picture. */
export function imageTile(images: LabelledImages, index: number): string {
  const size = images.rows * images.columns;
  return greyTile(images.pixels.subarray(index * size, (index + 1) * size), images);
}
