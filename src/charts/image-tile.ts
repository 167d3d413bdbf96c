import { type ImageShape, type LabelledImages, pixelsOf } from '../images/labelled-images';
import { BLUE_WHITE_ORANGE } from './colours';
import { pictureRaster, rangeAroundZero, raster } from './raster';

const BYTES = { from: 0, to: 255 };

/** Values 0–255, [rows × columns × channels], as a picture: as the network sees it. */
export function pictureTile(values: Uint8Array, { rows, columns, channels }: ImageShape): string {
  return pictureRaster({ rows, columns, channels, values }, BYTES);
}

/** An image of a set as a picture. */
export function imageTile(images: LabelledImages, index: number): string {
  return pictureTile(pixelsOf(images, index), images);
}

/**
 * A field [rows × columns × channels] as a picture, on a scale of its own: orange above 0, blue below.
 * In colour each channel is drawn as it is: middle grey is 0.
 */
export function fieldTile(values: Float32Array, { rows, columns, channels }: ImageShape): string {
  const range = rangeAroundZero(values);
  if (channels === 1) return raster({ rows, columns, values }, range, BLUE_WHITE_ORANGE);
  return pictureRaster({ rows, columns, channels, values }, range);
}

/** What the colours of such pictures say, where a field is what is expected of the pixels. */
export function expectedInWords({ channels }: Pick<ImageShape, 'channels'>): string {
  const scale = 'each has a scale of its own.';
  return channels === 1
    ? `Orange: ink is expected, blue: none is; ${scale}`
    : `Each channel in its own colour, brighter than middle grey: light of it is expected, darker: none is; ${scale}`;
}
