import { mean } from '../statistics/mean';

/**
 * How alike neighbours are in a field [rows × columns]: the correlation of what lies side by side or
 * one above the other, near 0 where each place is drawn by itself, near 1 where the field is smooth.
 * Moran's I with these neighbours. Source: P. A. P. Moran (1950), Notes on continuous stochastic
 * phenomena. 0 where all places are equal.
 */
export function neighbourCorrelation(field: Float32Array, rows: number, columns: number): number {
  const middle = mean(field);
  const apart = (row: number, column: number) => (field[row * columns + column] as number) - middle;
  let [together, pairs, variance] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = apart(row, column);
      variance += here ** 2 / field.length;
      if (column + 1 < columns) together += here * apart(row, column + 1);
      if (row + 1 < rows) together += here * apart(row + 1, column);
      pairs += Number(column + 1 < columns) + Number(row + 1 < rows);
    }
  }
  return variance > 0 && pairs > 0 ? together / pairs / variance : 0;
}
