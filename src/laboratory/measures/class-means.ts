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
