import type { Measured } from '../study';
import { type Reaction, react, thresholdFor } from './reaction';
import {
  type ReactionRow,
  type ReactionTrial,
  reactionCosts,
  reactionTrials,
} from './reaction-trials';

/** A network's trials, and what they cost it and others. */
export interface ReactionNetwork {
  readonly trials: readonly ReactionTrial[];
  readonly costs: ReturnType<typeof reactionCosts>;
}

/** Some of a network's trials. */
export type Trials = (network: ReactionNetwork) => readonly ReactionTrial[];

/** What was measured of each network, put together. */
export function reactionNetworks(measured: readonly Measured<ReactionRow>[]): ReactionNetwork[] {
  return measured.map(({ rows }) => ({ trials: reactionTrials(rows), costs: reactionCosts(rows) }));
}

/** The trials under these conditions. */
export function under(...conditions: readonly string[]): Trials {
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
