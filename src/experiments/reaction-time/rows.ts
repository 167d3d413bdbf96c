import { grouped } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import type { AllMeasured } from '../study';
import { type Reaction, react, type Trial, thresholdFor } from './reaction';

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

/** A number of each trial, given in their order, as the mean of each image over its conditions. */
export function byImage(
  trials: readonly ReactionTrial[],
  numbers: ArrayLike<number>,
): readonly number[] {
  const all = trials.map(({ image }, at) => ({ image, number: numbers[at] as number }));
  return grouped(all, ({ image }) => image).map((ofImage) =>
    mean(ofImage.map(({ number }) => number)),
  );
}

/**
 * The error of each image in per cent, mean over its conditions: the image is what was drawn. Throws RangeError for a
 * trial without an answer: it is neither right nor wrong.
 */
export function wrongAnswers(
  trials: readonly ReactionTrial[],
  answerOf: (trial: ReactionTrial, at: number) => number | undefined,
): readonly number[] {
  const wrong = trials.map((trial, at) => {
    const answer = answerOf(trial, at);
    if (answer === undefined)
      throw new RangeError(`image ${trial.image} has no answer here, ${trial.condition}`);
    return answer === trial.label ? 0 : 100;
  });
  return byImage(trials, wrong);
}
