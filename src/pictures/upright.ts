import type { Picture } from './picture';

/**
 * The picture turned and mirrored as Exif's `orientation` 1 … 8 asks: its stored first row is the
 * top (1, 2), the bottom (3, 4), the left (5, 8) or the right (6, 7) of what was seen.
 */
export function upright({ rows, columns, rgba }: Picture, orientation: number): Picture {
  if (orientation === 1) return { rows, columns, rgba };
  const swapped = orientation >= 5;
  const [high, wide] = swapped ? [columns, rows] : [rows, columns];
  const fromBottom = [3, 4, 7, 8].includes(orientation);
  const fromRight = [2, 3, 6, 7].includes(orientation);
  const [from, to] = [pixelsOf(rgba), new Uint32Array(high * wide)];
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const y = fromBottom ? high - 1 - row : row;
      const x = fromRight ? wide - 1 - column : column;
      to[row * wide + column] = from[swapped ? x * columns + y : y * columns + x] as number;
    }
  }
  return { rows: high, columns: wide, rgba: new Uint8Array(to.buffer) };
}

/** Each pixel's four bytes as one number. */
function pixelsOf(rgba: Uint8Array): Uint32Array {
  const whole = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.length / 4);
}
