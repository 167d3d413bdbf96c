/** One image, watched: what is ahead after each step, from step 1, and by how much. */
export interface Trial {
  readonly answers: ArrayLike<number>;
  readonly leads: ArrayLike<number>;
}

/** When an answer was given, and which. */
export interface Reaction {
  readonly step: number;
  readonly answer: number;
}

/** The answer at the first step whose lead reaches the threshold; at the last where none does. */
export function react({ answers, leads }: Trial, threshold: number): Reaction {
  let step = 1;
  while (step < leads.length && (leads[step - 1] as number) < threshold) step += 1;
  return { step, answer: answers[step - 1] as number };
}

/** Halvings of the interval in which a threshold lies: to a millionth of it. */
const HALVINGS = 20;

/**
 * The highest threshold, to a millionth of the greatest lead, at which reactions cost no more than
 * `most` in the mean; 0 where all do. It looks at no label. `costOf` a step must not fall with it.
 */
export function thresholdFor(
  trials: readonly Trial[],
  costOf: (step: number) => number,
  most: number,
): number {
  const affordable = (threshold: number) => {
    const sum = trials.reduce((all, trial) => all + costOf(react(trial, threshold).step), 0);
    return sum <= most * trials.length;
  };
  let [low, high] = [0, 1 + Math.max(...trials.map(({ leads }) => Math.max(...Array.from(leads))))];
  if (affordable(high)) return high;
  for (let half = 0; half < HALVINGS; half++) {
    const middle = (low + high) / 2;
    if (affordable(middle)) low = middle;
    else high = middle;
  }
  return low;
}
