import type { Plane } from './plane';

/**
 * The morphological closing of a plane by a square that reaches `reach` pixels each way: the least of
 * the greatest around each pixel. What is darker than all around it and narrower than the square is
 * filled up; edges and slopes of what is wider stay where they are. [rows × columns]
 */
export function closing({ rows, columns, values }: Plane, reach: number): Float32Array {
  const greatest = ofSquares(values, rows, columns, reach);
  return ofSquares(
    greatest.map((value) => -value),
    rows,
    columns,
    reach,
  ).map((value) => -value);
}

/** The greatest value in the square around each pixel, as far as the plane goes. */
function ofSquares(values: Float32Array, rows: number, columns: number, reach: number) {
  return ofLines(ofLines(values, columns, reach), rows, reach);
}

/**
 * The greatest value within `reach` along lines of `length` pixels; rows and columns are swapped, so
 * that twice makes it good. Of what may yet be the greatest, a falling list of places is kept (Lemire,
 * Streaming maximum-minimum filter, arXiv:cs/0610046).
 */
function ofLines(values: Float32Array, length: number, reach: number): Float32Array {
  const lines = values.length / length;
  const found = new Float32Array(values.length);
  const places = new Int32Array(length);
  for (let line = 0; line < lines; line++) {
    const at = (place: number) => values[line * length + place] as number;
    const placed = (index: number) => places[index] as number;
    let [first, end] = [0, 0]; // of the list
    for (let ahead = 0; ahead < length + reach; ahead++) {
      if (ahead < length) {
        while (end > first && at(placed(end - 1)) <= at(ahead)) end--;
        places[end++] = ahead;
      }
      const place = ahead - reach;
      if (place < 0) continue;
      while (placed(first) < place - reach) first++;
      found[place * lines + line] = at(placed(first));
    }
  }
  return found;
}
