/** Equal bins in a row. */
export interface Bins {
  readonly count: number;
  /** Where the first begins. */
  readonly low: number;
  /** Of each. */
  readonly width: number;
}

/** A bin, and the share of the values in it, in per cent. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly percent: number;
}

/** So many equal bins that all values lie in, the highest in the last. */
export function binsFor(values: readonly number[], count: number): Bins {
  const low = values.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  return { count, low, width: (high - low || 1) / count };
}

/** How values are shared out among bins: from the lower end, which is in, to the upper, which is not. */
export function histogram(values: readonly number[], { count, low, width }: Bins): Bin[] {
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((one, bin) => ({
    from: low + bin * width,
    to: low + (bin + 1) * width,
    percent: (100 * one) / values.length,
  }));
}
