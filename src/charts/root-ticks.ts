/** From the largest down. */
const ROUND = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
/** The least that two marks are apart, as a share of the axis. */
const APART = 0.055;

/** Round numbers from 0 to `most`, at most 100, for an axis that goes by the square root. */
export function rootTicks(most: number): number[] {
  const place = (value: number) => Math.sqrt(value / most);
  const fit: number[] = [];
  for (const value of ROUND) {
    const next = fit[0] === undefined ? Number.POSITIVE_INFINITY : place(fit[0]);
    if (value <= most && next - place(value) >= APART && place(value) >= APART) fit.unshift(value);
  }
  return [0, ...fit];
}
