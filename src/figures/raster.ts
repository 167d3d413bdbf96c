import { encode } from 'fast-png';
import type { ColourMap } from './colour-maps';

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
  const file = encode({ width: columns, height: rows, data, channels: 4 });
  return `data:image/png;base64,${Buffer.from(file).toString('base64')}`;
}

/** From the least of the values to the greatest; 0 to 0 where there are none. */
export function rangeOf(values: ArrayLike<number>): Range {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at++) {
    from = Math.min(from, values[at] as number);
    to = Math.max(to, values[at] as number);
  }
  return values.length === 0 ? { from: 0, to: 0 } : { from, to };
}

/** As far below 0 as above it, so that the middle of a colour map is 0. */
export function rangeAroundZero(values: ArrayLike<number>): Range {
  const { from, to } = rangeOf(values);
  const furthest = Math.max(Math.abs(from), Math.abs(to));
  return { from: -furthest, to: furthest };
}
