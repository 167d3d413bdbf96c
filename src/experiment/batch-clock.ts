import type { TrainingEvent } from '../learning/train';
import { mean } from '../statistics/mean';

/** Times the batches of a training; it looks on as an observer of its events. */
export interface BatchClock {
  readonly observe: (event: TrainingEvent) => void;
  /** Median time between two batches in a row, in milliseconds, if there were any. */
  readonly median: () => number | undefined;
  /** Mean of the latest such times. */
  readonly recent: () => number | undefined;
}

/** So many times are the latest. */
const LATEST = 50;

/** A clock that leaves out what lies between batches: saving, evaluating, the first start. */
export function batchClock(): BatchClock {
  const times: number[] = [];
  let last: number | undefined;
  return {
    observe({ kind }) {
      const now = performance.now();
      if (kind === 'batch' && last !== undefined) times.push(now - last);
      last = kind === 'batch' ? now : undefined;
    },
    median: () => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)],
    recent() {
      const latest = times.slice(-LATEST);
      return latest.length === 0 ? undefined : mean(latest);
    },
  };
}
