import type { Plane } from './plane';

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
