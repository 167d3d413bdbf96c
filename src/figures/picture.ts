import { encode } from 'fast-png';
import { GREYS } from './colour-maps';
import { type Matrix, type Range, raster } from './raster';

/** A picture's values, the channels of a place together: [rows × columns × channels]. */
export interface Channelled extends Matrix {
  readonly channels: number;
}

/** Channels that are red, green and blue. */
const RGB = 3;

/**
 * A picture as a PNG in a data URL: three channels as red, green and blue, one as grey, any other
 * number as the grey of their mean. `from` is black and `to` white, in every channel; what lies outside
 * is as what lies nearest. Throws RangeError where there are not so many values.
 */
export function pictureRaster(picture: Channelled, range: Range): string {
  const { rows, columns, channels, values } = picture;
  if (values.length !== rows * columns * channels)
    throw new RangeError(`${values.length} values are not ${rows} × ${columns} × ${channels}`);
  if (channels === RGB) return inColour(picture, range);
  if (channels === 1) return raster(picture, range, GREYS);
  return raster({ rows, columns, values: meansOf(picture) }, range, GREYS);
}

function inColour({ rows, columns, values }: Channelled, { from, to }: Range): string {
  const data = Uint8ClampedArray.from(values, (value) => (255 * (value - from)) / (to - from || 1));
  const file = encode({ width: columns, height: rows, data, channels: RGB });
  return `data:image/png;base64,${Buffer.from(file).toString('base64')}`;
}

function meansOf({ rows, columns, channels, values }: Channelled): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += values[place * channels + channel] as number;
    return sum / channels;
  });
}
