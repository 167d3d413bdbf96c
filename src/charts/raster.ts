import { encode } from 'fast-png';
import { mean } from '../statistics/mean';
import { type ColourMap, GREYS } from './colours';
import { extent } from './line-chart';

/** Numbers in rows and columns. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, the first row at the top: [rows × columns]. */
  readonly values: ArrayLike<number>;
}

/** The values that the ends of a colour map stand for. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * A matrix as a picture of one pixel a number, a PNG as a data URL. Values outside the range have
 * the colour of its nearest end; what is not a number is left transparent.
 * Throws RangeError where there are not rows × columns values.
 */
export function raster({ rows, columns, values }: Matrix, { from, to }: Range, map: ColourMap) {
  if (values.length !== rows * columns)
    throw new RangeError(`${values.length} values are not ${rows} × ${columns}`);
  const data = new Uint8Array(4 * values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (!Number.isNaN(value)) data.set([...map((value - from) / (to - from || 1)), 255], 4 * at);
  }
  return dataUrl({ width: columns, height: rows, data, channels: 4 });
}

function dataUrl(image: Parameters<typeof encode>[0]): string {
  return `data:image/png;base64,${Buffer.from(encode(image)).toString('base64')}`;
}

/** From the least of the values to the greatest; 0 to 0 where there are none. */
export function rangeOf(values: ArrayLike<number>): Range {
  const [from, to] = extent(Array.from(values));
  return values.length === 0 ? { from: 0, to: 0 } : { from, to };
}

/** As far below 0 as above it, so that the middle of a colour map is 0. */
export function rangeAroundZero(values: ArrayLike<number>): Range {
  const { from, to } = rangeOf(values);
  const furthest = Math.max(Math.abs(from), Math.abs(to));
  return { from: -furthest, to: furthest };
}

/** A picture's values, the channels of a place together: [rows × columns × channels]. */
interface Channelled extends Matrix {
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
  return dataUrl({ width: columns, height: rows, data, channels: RGB });
}

function meansOf({ rows, columns, channels, values }: Channelled): number[] {
  const all = Array.from(values);
  return Array.from({ length: rows * columns }, (_, place) =>
    mean(all.slice(place * channels, (place + 1) * channels)),
  );
}
