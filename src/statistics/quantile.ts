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
