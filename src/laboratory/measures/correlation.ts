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
