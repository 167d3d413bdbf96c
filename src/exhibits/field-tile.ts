import type { ImageShape } from '../data/labelled-images';
import { BLUE_WHITE_ORANGE } from '../figures/colour-maps';
import { pictureRaster } from '../figures/picture';
import { rangeAroundZero, raster } from '../figures/raster';

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
