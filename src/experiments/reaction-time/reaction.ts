import { mean } from '../../statistics/mean';

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

/**
 * Products of standardised ranks, pair by pair: their mean is Spearman's rank correlation of the two
 * lists, and each says what its pair adds to it. Equal values share the mean of their ranks. All 0
 * where one of the lists has only equal values.
 * Source: C. Spearman (1904), Am. J. Psychol. 15.
 */
export function rankProducts(one: ArrayLike<number>, other: ArrayLike<number>): Float64Array {
  const [first, second] = [standardised(ranks(one)), standardised(ranks(other))];
  return first.map((value, at) => value * (second[at] as number));
}

/** Ranks from 0; equal values share their mean. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, at) => at);
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number];
    let end = start;
    while (end < order.length && values[order[end] as number] === value) end += 1;
    for (let at = start; at < end; at++) ranked[order[at] as number] = (start + end - 1) / 2;
    start = end;
  }
  return ranked;
}

/** Mean 0 and mean square 1, or all 0. */
function standardised(values: Float64Array): Float64Array {
  const middle = mean(values);
  const centred = values.map((value) => value - middle);
  const spread = Math.sqrt(centred.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  return centred.map((value) => (spread > 0 ? value / spread : 0));
}
