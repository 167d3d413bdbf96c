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

/** Each pixel's mean over the square that reaches `reach` pixels each way: [rows × columns]. */
export function meanAround({ rows, columns, values }: Plane, reach: number): Float32Array {
  return ofLines(ofLines(values, columns, reach), rows, reach);
}

/** Means along lines of `length` pixels; rows and columns are swapped: twice makes it good. */
function ofLines(values: Float32Array, length: number, reach: number): Float32Array {
  const lines = values.length / length;
  const means = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    let [sum, count] = [0, 0];
    for (let ahead = 0; ahead < length + reach; ahead++) {
      const [place, behind] = [ahead - reach, ahead - 2 * reach - 1];
      if (ahead < length) {
        sum += values[line * length + ahead] as number;
        count++;
      }
      if (behind >= 0) {
        sum -= values[line * length + behind] as number;
        count--;
      }
      if (place >= 0) means[place * lines + line] = sum / count;
    }
  }
  return means;
}

/** The value that this share of the values, 0 … 1, lies below; 0 where there are none. */
export function levelBelow(values: Float32Array, share: number): number {
  return ofSorted(values.slice().sort(), share);
}

/** The same of values that rise. */
export function ofSorted(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** As few pixels as a small digit in a large picture has; in a picture of 28 × 28, too. */
const FEW = 20;
/** The share of a smaller picture's pixels. */
const SHARE = 1 / 40;

/** How high the highest of rising values are: the mean of the twenty highest, so that no speck decides. */
export function peak(sorted: Float32Array): number {
  const count = Math.min(FEW, Math.max(1, Math.round(SHARE * sorted.length)));
  const highest = sorted.subarray(-count);
  return highest.reduce((sum, value) => sum + value, 0) / count;
}
