import type { ImageShape } from '../data/labelled-images';
import { mean } from '../statistics/mean';

/**
 * How alike neighbours are in a field [rows × columns × channels]: the correlation of what lies side by
 * side or one above the other in the same channel, near 0 where each place is drawn by itself, near 1
 * where the field is smooth. Moran's I with these neighbours. Source: P. A. P. Moran (1950), Notes on
 * continuous stochastic phenomena. 0 where all places are equal.
 */
export function neighbourCorrelation(
  field: Float32Array,
  { rows, columns, channels }: ImageShape,
): number {
  const middle = mean(field);
  const line = columns * channels;
  const apart = (row: number, at: number) => (field[row * line + at] as number) - middle;
  let [together, pairs, variance] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < line; at++) {
      const here = apart(row, at);
      variance += here ** 2 / field.length;
      if (at + channels < line) together += here * apart(row, at + channels);
      if (row + 1 < rows) together += here * apart(row + 1, at);
      pairs += Number(at + channels < line) + Number(row + 1 < rows);
    }
  }
  return variance > 0 && pairs > 0 ? together / pairs / variance : 0;
}
