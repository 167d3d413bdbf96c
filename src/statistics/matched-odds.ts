import jStat from 'jstat';
import type { Share } from './wilson';

/**
 * The matched odds ratio of two systems and the interval that holds the true one. `null` stands
 * for what no number says, so that JSON holds it: see {@link matchedOdds}.
 */
export interface MatchedOdds {
  /** onlyFirst / onlySecond: above 1 where the first is better. */
  readonly ratio: number | null;
  readonly low: number;
  /** `null`: without bound. */
  readonly high: number | null;
}

/**
 * Of the images on which just one of two systems is right, how many times as many are the first's
 * as the second's? With its exact interval (95 % unless told): the Clopper–Pearson interval of the
 * first's share s, as odds s / (1 − s). It holds 1 exactly where the exact McNemar test's p is
 * above 1 − confidence.
 *
 * - Only the first is ever alone right: `ratio` and `high` are null (infinite), `low` is a number.
 * - Only the second: `ratio` and `low` are 0.
 * - No image tells them apart: `ratio` is null (0/0), and the interval holds all: 0 to null.
 *
 * Source: F. D. K. Liddell (1983), J. Epidemiol. Community Health 37, 82–84.
 */
export function matchedOdds(onlyFirst: number, onlySecond: number, confidence = 0.95): MatchedOdds {
  const { low, high } = clopperPearson(onlyFirst, onlyFirst + onlySecond, confidence);
  return {
    ratio: onlySecond === 0 ? null : onlyFirst / onlySecond,
    low: low / (100 - low),
    high: onlySecond === 0 ? null : high / (100 - high),
  };
}

/**
 * `count` of `total` with its exact (Clopper–Pearson) interval, 95 % unless told, in per cent: the
 * shares that neither tail of the binomial distribution rejects. From 0 % to 100 % where nothing
 * was counted and `total` is 0; the share itself is then not a number.
 *
 * Source: C. J. Clopper and E. S. Pearson (1934), Biometrika 26, 404–413, by quantiles of the beta
 * distribution.
 */
export function clopperPearson(count: number, total: number, confidence = 0.95): Share {
  const tail = (1 - confidence) / 2;
  const rest = total - count;
  return {
    percent: (100 * count) / total,
    low: count === 0 ? 0 : 100 * jStat.beta.inv(tail, count, rest + 1),
    high: rest === 0 ? 100 : 100 * jStat.beta.inv(1 - tail, count + 1, rest),
  };
}
