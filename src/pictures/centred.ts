import type { Plane } from './plane';

/**
 * Ink on a square of `side` pixels, as bytes: its centre of mass is put on pixel side / 2 (pixel 14
 * of 28, as in MNIST), by whole pixels, and as near to it as the square has room. [side × side]
 */
export function centred({ rows, columns, values }: Plane, side: number): Uint8Array {
  let [mass, down, right] = [0, 0, 0];
  for (const [at, value] of values.entries()) {
    mass += value;
    down += value * Math.floor(at / columns);
    right += value * (at % columns);
  }
  const start = (centre: number, length: number) =>
    Math.min(Math.max(Math.round(side / 2 - centre), 0), side - length);
  const [top, left] = [start(down / mass, rows), start(right / mass, columns)];
  const pixels = new Uint8Array(side * side);
  for (const [at, value] of values.entries()) {
    const [row, column] = [top + Math.floor(at / columns), left + (at % columns)];
    pixels[row * side + column] = Math.round(255 * value);
  }
  return pixels;
}
