import { grouped, mean } from '../../statistics/mean';
import type { AllMeasured } from '../study';

/** Whose answer a row of a reaction holds: the recurrent network's after a step, or another's. */
export const OVER_TIME = 'over time';
/** The readout of one pass of the recurrent network. */
export const BY_READOUT = 'one pass';

/** What one image was taken for. */
export type ReactionRow = {
  /** What had been done to the image: `blur:1.5`. */
  condition: string;
  image: number;
  label: number;
  /** `over time`, `one pass`, or the name of a feed-forward system. */
  by: string;
  /** 0 where no steps were taken. */
  step: number;
  answer: number;
  /** Over time: the lead of the answer's score; of one pass: the softmax of its answer; else null. */
  lead: number | null;
  /** Millions of multiply-adds that it took to get there. */
  millions: number;
};

/** One image under one condition, with all that was said of it. */
export interface ReactionTrial extends Trial {
  readonly condition: string;
  readonly image: number;
  readonly label: number;
  /** The answer of each that takes no steps, by name. */
  readonly atOnce: Readonly<Record<string, number>>;
  /** The softmax that the readout of one pass gives its answer. */
  readonly confidence: number;
}

/** The rows of a network, put together image by image, in the order in which images come. */
export function reactionTrials(rows: readonly ReactionRow[]): ReactionTrial[] {
  const keyOf = ({ condition, image }: ReactionRow) => `${condition} ${image}`;
  return grouped(rows, keyOf).map((ofImage) => {
    const [{ condition, image, label }] = ofImage;
    const steps = ofImage.filter(({ by }) => by === OVER_TIME);
    const others = ofImage.filter(({ by }) => by !== OVER_TIME);
    return {
      ...{ condition, image, label },
      answers: steps.map(({ answer }) => answer),
      leads: steps.map(({ lead }) => lead ?? 0),
      atOnce: Object.fromEntries(others.map(({ by, answer }) => [by, answer])),
      confidence: others.find(({ by }) => by === BY_READOUT)?.lead ?? Number.NaN,
    };
  });
}

/** Millions of multiply-adds until each step, from 1, and of each that takes no steps. */
export function reactionCosts(rows: readonly ReactionRow[]) {
  const first = rows.filter(
    ({ condition, image }) => condition === rows[0]?.condition && image === rows[0]?.image,
  );
  const over = first.filter(({ by }) => by === OVER_TIME).map(({ millions }) => millions);
  const others = first.filter(({ by }) => by !== OVER_TIME);
  return {
    until: (step: number) => over[step - 1] as number,
    atOnce: Object.fromEntries(others.map(({ by, millions }) => [by, millions])),
  };
}

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

/** A network's trials, and what they cost it and others. */
export interface ReactionNetwork {
  readonly trials: readonly ReactionTrial[];
  readonly costs: ReturnType<typeof reactionCosts>;
}

/** Some of a network's trials. */
export type Trials = (network: ReactionNetwork) => readonly ReactionTrial[];

/** What was measured of each network, put together. */
export function reactionNetworks(measured: AllMeasured<ReactionRow>): ReactionNetwork[] {
  return measured.map(({ rows }) => ({ trials: reactionTrials(rows), costs: reactionCosts(rows) }));
}

/** The trials under these conditions. */
export function trialsUnder(...conditions: readonly string[]): Trials {
  return ({ trials }) => trials.filter(({ condition }) => conditions.includes(condition));
}

/**
 * Each trial's reaction to the highest threshold at which all cost no more than `most` in the mean: in
 * steps, or whatever `costOf` a step is.
 */
export function reactionsWithin(
  trials: readonly ReactionTrial[],
  most: number,
  costOf: (step: number) => number = (step) => step,
): Reaction[] {
  const threshold = thresholdFor(trials, costOf, most);
  return trials.map((trial) => react(trial, threshold));
}

/** Which answers are wrong, each 0 or 100: the mean is an error in per cent. */
export function wrongAnswers(
  trials: readonly ReactionTrial[],
  answerOf: (trial: ReactionTrial, at: number) => number | undefined,
): number[] {
  return trials.map((trial, at) => (answerOf(trial, at) === trial.label ? 0 : 100));
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
