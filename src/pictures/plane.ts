/** One value a pixel, 0 … 1, row by row: how light it is, or how much ink is on it. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns] */
  readonly values: Float32Array;
}

/** Whether pixel `at` is one of the outermost. */
export function atBorder({ rows, columns }: Plane, at: number): boolean {
  const [row, column] = [Math.floor(at / columns), at % columns];
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1;
}
