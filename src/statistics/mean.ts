/** The mean of numbers; NaN where there are none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  return sum / values.length;
}

/** The middle one of numbers, of an even number of them the higher of both; undefined where there are none. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

/**
 * The value below which `share` (0 … 1) of the values lies: between the values on both sides of
 * the place, in proportion.
 *
 * Source: R. J. Hyndman and Y. Fan (1996), Am. Stat. 50, definition 7 (the usual one of R, NumPy).
 */
export function quantile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] as number;
  const above = ascending[Math.ceil(place)] as number;
  return below + (place - Math.floor(place)) * (above - below);
}
