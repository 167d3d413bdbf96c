import jStat from 'jstat';
import type { Share } from './wilson';

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
