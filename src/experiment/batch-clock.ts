import type { TrainingEvent } from '../learning/train';

/** Times the batches of a training; it looks on as an observer of its events. */
export interface BatchClock {
  readonly observe: (event: TrainingEvent) => void;
  /** Median time between two batches in a row, in milliseconds, if there were any. */
  readonly median: () => number | undefined;
}

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
    median: () => times.sort((one, other) => one - other)[Math.floor(times.length / 2)],
  };
}
