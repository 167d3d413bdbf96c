/** Times of one thing done over and over, in milliseconds. */
export interface Timing {
  readonly median: number;
  /** The middle half lies between these. */
  readonly quartiles: readonly [number, number];
  readonly times: number;
}

/** Does `work` a few times to warm up, then measures it `times` times. */
export function measure(work: (time: number) => void, times: number, warmUp = 3): Timing {
  const each: number[] = [];
  for (let time = -warmUp; time < times; time++) {
    const start = performance.now();
    work(time + warmUp);
    if (time >= 0) each.push(performance.now() - start);
  }
  return timingOf(each);
}

export function timingOf(each: readonly number[]): Timing {
  const sorted = each.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)], times: each.length };
}
