import type { RandomStream } from '../engine/random';
import { type ImageShape, imageSize, shapeInWords } from './labelled-images';

/**
 * How far each of `count` images moves: (down, right) in whole pixels, each uniform in
 * -most … most, for every image anew or one for the whole batch. [count × 2].
 */
export function drawShifts(
  count: number,
  most: number,
  per: 'image' | 'batch',
  random: RandomStream,
): Int32Array {
  const draw = () => random.integer(-most, most);
  if (per === 'image') return Int32Array.from({ length: 2 * count }, draw);
  const [down, right] = [draw(), draw()];
  return Int32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? down : right));
}

/**
 * Images [B × rows × columns × channels] moved by `offsets` [B × 2] (down, right). What leaves is lost, zeros
 * come in. Returns a new array. Throws RangeError where the lengths do not match.
 */
export function shiftImages(
  pixels: Float32Array,
  shape: ImageShape,
  offsets: Int32Array,
): Float32Array {
  const { rows, columns, channels } = shape;
  const size = imageSize(shape);
  const count = offsets.length / 2;
  if (pixels.length !== count * size)
    throw new RangeError(
      `${pixels.length} pixels are not ${count} images of ${shapeInWords(shape)}`,
    );
  const moved = new Float32Array(pixels.length);
  for (let image = 0; image < count; image++) {
    const down = offsets[2 * image] as number;
    const right = offsets[2 * image + 1] as number;
    const from = Math.max(0, -right); // the columns that stay in sight
    const to = Math.min(columns, columns - right);
    for (let row = Math.max(0, -down); from < to && row < Math.min(rows, rows - down); row++) {
      const line = image * size + row * columns * channels;
      const target = line + (down * columns + right + from) * channels;
      moved.set(pixels.subarray(line + from * channels, line + to * channels), target);
    }
  }
  return moved;
}
