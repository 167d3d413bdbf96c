import type { Plane } from './plane';

/**
 * The part of a plane in `box` at another size: each new pixel is the mean of the area that it covers
 * of the old ones, so that a smaller picture keeps what is thin, as grey.
 */
export function resample(plane: Plane, box: Box, rows: number, columns: number): Plane {
  const across = shares(box.left, box.columns, columns);
  const down = shares(box.top, box.rows, rows);
  const narrow = new Float32Array(box.rows * columns); // [box.rows × columns]
  for (let row = 0; row < box.rows; row++) {
    const start = (box.top + row) * plane.columns;
    for (const [column, { first, weights }] of across.entries()) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++)
        sum += (weights[at] as number) * (plane.values[start + first + at] as number);
      narrow[row * columns + column] = sum;
    }
  }
  const values = new Float32Array(rows * columns);
  for (const [row, { first, weights }] of down.entries()) {
    for (const [at, weight] of weights.entries()) {
      const start = (first - box.top + at) * columns;
      for (let column = 0; column < columns; column++)
        values[row * columns + column] =
          (values[row * columns + column] as number) + weight * (narrow[start + column] as number);
    }
  }
  return { rows, columns, values };
}

/** For each of `count` new pixels the old ones that it covers, and their shares of it. */
function shares(start: number, length: number, count: number) {
  const size = length / count;
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * size, (index + 1) * size];
    const first = Math.min(Math.floor(from), length - 1);
    const last = Math.min(Math.ceil(to), length);
    const covered = (at: number) => Math.min(to, at + 1) - Math.max(from, at);
    const weights = Array.from({ length: last - first }, (_, at) => covered(first + at) / size);
    return { first: start + first, weights };
  });
}

/** A rectangle of pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** The smallest box that holds every pixel above 0; the whole image where there is none. */
export function inkBox(pixels: ArrayLike<number>, rows: number, columns: number): Box {
  let [top, bottom, left, right] = [rows, -1, columns, -1];
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] === 0) continue;
    const [row, column] = [Math.floor(at / columns), at % columns];
    top = Math.min(top, row);
    bottom = row;
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  if (bottom < 0) return { top: 0, left: 0, rows, columns };
  return { top, left, rows: bottom - top + 1, columns: right - left + 1 };
}
