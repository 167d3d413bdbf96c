import { randomStream } from '../../engine/random';
import type { ImageShape } from '../labelled-images';
import { type Condition, checkStrength } from './condition';
import { eachChannel, eachImage } from './each-image';

const name = 'rotation';

/**
 * Rotation around the middle of the image by the stated angle, to the left or to the right as each
 * image draws it. Between pixels it interpolates (bilinear); from outside comes black.
 */
export const rotation: Condition = {
  name,
  shows: 'the image turned left or right',
  unit: 'degrees',
  strengths: [10, 20, 30, 45, 60],
  apply(images, strength, seed) {
    checkStrength(name, strength);
    return eachImage(images, (pixels, image) => {
      const sign = randomStream(seed, name, image).uniform() < 0.5 ? -1 : 1;
      return rotate(pixels, images, (sign * strength * Math.PI) / 180);
    });
  },
};

/** The image [rows × columns × channels] turned clockwise by this angle in radians. */
export function rotate(
  pixels: Uint8Array,
  shape: ImageShape,
  clockwise: number,
): ArrayLike<number> {
  return eachChannel(pixels, shape, (channel) => turned(channel, shape, clockwise));
}

function turned(
  pixels: Uint8Array,
  { rows, columns }: ImageShape,
  clockwise: number,
): Float64Array {
  const [cos, sin] = [Math.cos(clockwise), Math.sin(clockwise)];
  const [middleRow, middleColumn] = [(rows - 1) / 2, (columns - 1) / 2];
  return Float64Array.from(pixels, (_, at) => {
    const down = Math.floor(at / columns) - middleRow;
    const right = (at % columns) - middleColumn;
    // Where the pixel came from: the place turned back.
    const row = middleRow + cos * down - sin * right;
    const column = middleColumn + cos * right + sin * down;
    return between(pixels, rows, columns, row, column);
  });
}

/** The grey value at a place between pixels: of the four around it, by their nearness. */
function between(
  pixels: Uint8Array,
  rows: number,
  columns: number,
  row: number,
  column: number,
): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [lower, righter] = [row - top, column - left];
  const grey = (r: number, c: number) =>
    r >= 0 && r < rows && c >= 0 && c < columns ? (pixels[r * columns + c] as number) : 0;
  return (
    (1 - lower) * ((1 - righter) * grey(top, left) + righter * grey(top, left + 1)) +
    lower * ((1 - righter) * grey(top + 1, left) + righter * grey(top + 1, left + 1))
  );
}
