import { dotProduct, normed } from './correlation';

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
