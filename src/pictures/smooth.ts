import type { Plane } from './plane';

/** A running mean twice over weighs by nearness. */
const TIMES = 2;

/**
 * Each pixel's mean over those around it that count, `reach` pixels each way, twice over; `otherwise`
 * where none does. `counts`: 1 or 0 a pixel. All: [rows × columns].
 */
export function smooth(
  { rows, columns, values }: Plane,
  counts: Float32Array,
  reach: number,
  otherwise: number,
): Float32Array {
  const spread = (plane: Float32Array) => {
    let sums = plane;
    for (let time = 0; time < TIMES; time++)
      sums = runningSums(runningSums(sums, columns, reach), rows, reach);
    return sums;
  };
  const amounts = spread(values.map((value, at) => value * (counts[at] as number)));
  const numbers = spread(counts);
  return amounts.map((amount, at) => {
    const number = numbers[at] as number;
    return number > 0.5 ? amount / number : otherwise;
  });
}

/** Sums along lines of `length` pixels, and swaps rows and columns: twice makes it good. */
function runningSums(values: Float32Array, length: number, reach: number): Float32Array {
  const lines = values.length / length;
  const sums = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    const at = (place: number) =>
      place < 0 || place >= length ? 0 : (values[line * length + place] as number);
    let sum = 0;
    for (let place = -reach; place < length; place++) {
      sum += at(place + reach) - at(place - reach - 1);
      if (place >= 0) sums[place * lines + line] = sum;
    }
  }
  return sums;
}
