/**
 * How much more each row is like its own class than like others: its correlation with the pattern of
 * its label, less the mean of its correlations with all other patterns. `rows` are [labels × n], the
 * `patterns` a normed row a class. −2 … 2; NaN for a row of equal numbers.
 */
export function classLikeness(
  rows: Float32Array,
  labels: ArrayLike<number>,
  patterns: readonly Float64Array[],
): Float64Array {
  const size = rows.length / labels.length;
  return Float64Array.from(labels, (label, at) => {
    const row = normed(rows.subarray(at * size, (at + 1) * size));
    const all = patterns.map((pattern) => dotProduct(row, pattern));
    const own = all[label] as number;
    const others = all.reduce((sum, one) => sum + one, -own) / (all.length - 1);
    return own - others;
  });
}

/**
 * The mean row of each class: `values` are [rows × n], `labels` a class a row. [classes][n]; NaN for a
 * class that no row is of.
 */
export function classMeans(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Float64Array[] {
  const size = values.length / labels.length;
  const sums = Array.from({ length: classes }, () => new Float64Array(size));
  const counts = new Uint32Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    const sum = sums[label] as Float64Array;
    counts[label] = (counts[label] as number) + 1;
    for (let at = 0; at < size; at++)
      sum[at] = (sum[at] as number) + (values[row * size + at] as number);
  }
  return sums.map((sum, label) => sum.map((value) => value / (counts[label] as number)));
}

/**
 * Numbers, brought to mean 0 and length 1, so that the product of two such rows is their correlation;
 * NaN where all are the same.
 */
export function normed(values: ArrayLike<number>): Float64Array {
  const count = values.length;
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at] as number;
  const all = new Float64Array(count);
  for (let at = 0; at < count; at++) all[at] = (values[at] as number) - sum / count;
  const squares = dotProduct(all, all);
  // All the same, up to what rounding leaves of a mean.
  if (squares <= 1e-24 * dotProduct(values, values)) return all.fill(Number.NaN);
  const length = Math.sqrt(squares);
  for (let at = 0; at < count; at++) all[at] = (all[at] as number) / length;
  return all;
}

/** The sum of the products of two rows, number by number. */
export function dotProduct(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

/** Pearson's correlation of two rows of numbers, −1 … 1; NaN where one of them is all the same. */
export function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return dotProduct(normed(one), normed(other));
}

/**
 * How far two states of a layer lie apart, image by image: the root mean square over units of their
 * difference. Both are [images × units]; of normalised states, whose mean square is 1, it is 0 where
 * they are equal and √2 where they have nothing in common.
 */
export function stateDistances(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  units: number,
): Float64Array {
  return Float64Array.from({ length: one.length / units }, (_, image) => {
    let sum = 0;
    for (let at = image * units; at < (image + 1) * units; at++)
      sum += ((one[at] as number) - (other[at] as number)) ** 2;
    return Math.sqrt(sum / units);
  });
}
