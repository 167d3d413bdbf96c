import { type BootstrapOptions, bootstrapDifference } from '../statistics/bootstrap';
import { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
import { holm, mcnemar, pairedCounts } from '../statistics/mcnemar';
import { type Difference, pairedDifference } from '../statistics/paired-difference';
import { type ReadingAnswers, wrongs } from './ledger';

/**
 * Two readings on the same images, over networks of the same seeds (which may be one and the same
 * network, read in two ways). With several pairs the interval is of resampled pairs and images; with
 * one it is Newcombe's, of images alone.
 */
export interface ReadingDifference extends Difference {
  readonly first: string;
  readonly second: string;
  /** Each pair of networks by itself. */
  readonly tests: readonly PairTest[];
}

/** The exact McNemar test of two networks' answers. */
export interface PairTest {
  /** Of both. */
  readonly seed: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Effect sizes: the difference of the two errors in points, and the odds of the first alone right. */
  readonly difference: Difference;
  readonly odds: MatchedOdds;
  readonly p: number;
  /** Holm's correction over the whole family of tests. */
  readonly adjusted: number;
}

/** The difference of two readings under one condition; undefined where they share no seed. */
export function readingDifference(
  first: readonly ReadingAnswers[],
  second: readonly ReadingAnswers[],
  labels: Uint8Array,
  options: BootstrapOptions,
): ReadingDifference | undefined {
  const pairs = first.flatMap((one) => {
    const other = second.find(({ seed }) => seed === one.seed);
    return other ? [[one, other] as const] : [];
  });
  const [pair] = pairs;
  if (!pair) return undefined;
  const tests = pairs.map(([one, other]) => pairTest(one, other, labels));
  const table = (at: 0 | 1) => pairs.map((each) => wrongs(each[at], labels));
  const { points, low, high } =
    tests.length === 1
      ? (tests[0] as PairTest).difference
      : bootstrapDifference(table(0), table(1), options);
  return { first: pair[0].reading, second: pair[1].reading, points, low, high, tests };
}

function pairTest(first: ReadingAnswers, second: ReadingAnswers, labels: Uint8Array): PairTest {
  const { onlyFirst, onlySecond, p } = mcnemar(first.answers, second.answers, labels);
  return {
    ...{ seed: first.seed, onlyFirst, onlySecond, p, adjusted: p },
    difference: pairedDifference(pairedCounts(first.answers, second.answers, labels)),
    odds: matchedOdds(onlyFirst, onlySecond),
  };
}

/** The same differences, their tests corrected for there being so many. */
export function corrected<T extends ReadingDifference>(differences: readonly T[]): T[] {
  const adjusted = holm(differences.flatMap(({ tests }) => tests.map(({ p }) => p)));
  let at = 0;
  return differences.map((one) => ({
    ...one,
    tests: one.tests.map((test) => ({ ...test, adjusted: adjusted[at++] as number })),
  }));
}

/** Corrected p values below this are called. */
const SIGNIFICANT = 0.05;

/** Whether every pair of networks tells the two readings apart, all in the same direction. */
export function isSure(
  tests: readonly Pick<PairTest, 'onlyFirst' | 'onlySecond' | 'adjusted'>[],
): boolean {
  const signs = tests.map(({ onlyFirst, onlySecond }) => Math.sign(onlyFirst - onlySecond));
  return tests.every(({ adjusted }) => adjusted < SIGNIFICANT) && new Set(signs).size === 1;
}
