/** The value that this share of the values, 0 … 1, lies below; 0 where there are none. */
export function quantile(values: Float32Array, share: number): number {
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
