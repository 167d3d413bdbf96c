import type { Matrix } from '../reference/float64';

const STEP = 1e-6;

/** The slope of `value` along each number of a matrix, by finite differences. */
export function slopeOf(matrix: Matrix, value: (moved: Matrix) => number): number[][] {
  const moved = (row: number, column: number, by: number) =>
    matrix.map((line, r) => line.map((x, c) => (r === row && c === column ? x + by : x)));
  return matrix.map((line, r) =>
    line.map((_, c) => (value(moved(r, c, STEP)) - value(moved(r, c, -STEP))) / (2 * STEP)),
  );
}
