/**
 * The squared Euclidean distance of each pixel's middle to that of the nearest one for which `marked`
 * is not 0, in pixels², exactly: [rows × columns]. Infinity everywhere where none is marked.
 *
 * Down every column first, then along every row. Source: P. F. Felzenszwalb and D. P. Huttenlocher
 * (2012), Distance Transforms of Sampled Functions, Theory of Computing 8, 415–428.
 */
export function squaredDistances(
  marked: ArrayLike<number>,
  rows: number,
  columns: number,
): Float64Array {
  // A number that no distance in an image reaches, as the envelope takes differences of heights.
  const nowhere = 4 * (rows * rows + columns * columns);
  const distances = Float64Array.from(marked, (mark) => (mark ? 0 : nowhere));
  const downEach = lineTransform(rows);
  for (let column = 0; column < columns; column++) downEach(distances, column, columns);
  const alongEach = lineTransform(columns);
  for (let row = 0; row < rows; row++) alongEach(distances, row * columns, 1);
  return distances.map((square) => (square < nowhere ? square : Number.POSITIVE_INFINITY));
}

/**
 * Changes a line of `count` heights f, `pitch` apart from `first` on, into min over q of
 * (p − q)² + f(q) at each place p: the lower envelope of one parabola a place.
 */
function lineTransform(count: number) {
  const heights = new Float64Array(count);
  /** The parabolas of the envelope from left to right, and where each begins to be the lowest. */
  const parabolas = new Int32Array(count);
  const begins = new Float64Array(count);
  /** Where the parabolas at q and, left of it, at `before` have the same height. */
  const crossing = (before: number, q: number) =>
    ((heights[q] as number) + q * q - (heights[before] as number) - before * before) /
    (2 * (q - before));
  return (all: Float64Array, first: number, pitch: number): void => {
    for (let place = 0; place < count; place++)
      heights[place] = all[first + place * pitch] as number;
    let last = 0;
    begins[0] = Number.NEGATIVE_INFINITY;
    parabolas[0] = 0;
    for (let q = 1; q < count; q++) {
      let begin = crossing(parabolas[last] as number, q);
      while (begin <= (begins[last] as number)) begin = crossing(parabolas[--last] as number, q);
      parabolas[++last] = q;
      begins[last] = begin;
    }
    for (let [place, at] = [0, 0]; place < count; place++) {
      while (at < last && (begins[at + 1] as number) < place) at++;
      const q = parabolas[at] as number;
      all[first + place * pitch] = (place - q) ** 2 + (heights[q] as number);
    }
  };
}
