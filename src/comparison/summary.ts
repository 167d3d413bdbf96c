import { bootstrapDifference, bootstrapError } from '../statistics/bootstrap';
import { holm } from '../statistics/holm';
import { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
import { mcnemar } from '../statistics/mcnemar';
import { pairedCounts } from '../statistics/paired-counts';
import { type Difference, pairedDifference } from '../statistics/paired-difference';
import type { Share } from '../statistics/wilson';
import { type Confusion, confusions } from './confusions';
import type { Cell } from './ledger';

/** Where images were looked at. */
type Place = Pick<Cell, 'condition' | 'strength' | 'unit'>;

/** A reading's error under one condition, over all its networks. */
export type ReadingError = Place &
  Share & {
    readonly reading: string;
    readonly networks: number;
    readonly confusions: readonly Confusion[];
  };

/** A reading against the first one on the same images, with networks of the same seeds. */
export type ReadingDifference = Place &
  Difference & {
    readonly first: string;
    readonly second: string;
    /** The exact McNemar test of each pair of networks, corrected for all tests of the summary. */
    readonly tests: readonly SeedTest[];
  };

interface SeedTest {
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

/**
 * Whether every pair of networks tells the two readings apart (corrected p below 0.05), all in the
 * same direction.
 */
export function isSure(tests: readonly Pick<SeedTest, 'onlyFirst' | 'onlySecond' | 'adjusted'>[]) {
  const signs = tests.map(({ onlyFirst, onlySecond }) => Math.sign(onlyFirst - onlySecond));
  return tests.every(({ adjusted }) => adjusted < 0.05) && new Set(signs).size === 1;
}

/** What a comparison comes to. */
export interface ComparisonSummary {
  readonly images: number;
  readonly errors: readonly ReadingError[];
  readonly differences: readonly ReadingDifference[];
}

/** Resamples of networks and images for each interval; with many intervals, fewer do. */
const RESAMPLES = 2000;

/**
 * Errors under every condition, and each reading's difference from the first. Intervals are of
 * resampled networks and images (of images alone where there is one network).
 */
export function summarise(
  cells: readonly Cell[],
  labels: Uint8Array,
  seed: number,
): ComparisonSummary {
  const options = { seed, resamples: RESAMPLES };
  const places = grouped(cells, ({ condition, strength }) => `${condition} ${strength}`);
  const errors: ReadingError[] = [];
  const differences: ReadingDifference[] = [];
  for (const here of places) {
    const { condition, strength, unit } = here[0];
    const place = { condition, strength, unit };
    const [reference, ...others] = grouped(here, ({ reading }) => reading);
    for (const cellsOf of [reference as NonEmpty<Cell>, ...others]) {
      const wrong = cellsOf.map((cell) => wrongs(cell, labels));
      const { percent, low, high, networks } = bootstrapError(wrong, options);
      const answers = cellsOf.map((cell) => cell.answers);
      errors.push({
        ...place,
        reading: cellsOf[0].reading,
        ...{ percent, low, high, networks },
        confusions: confusions(answers, labels),
      });
    }
    for (const other of others)
      differences.push({
        ...place,
        ...difference(reference as NonEmpty<Cell>, other, labels, options),
      });
  }
  return { images: labels.length, errors, differences: corrected(differences) };
}

function difference(
  first: readonly Cell[],
  second: readonly Cell[],
  labels: Uint8Array,
  options: { readonly seed: number; readonly resamples: number },
): Omit<ReadingDifference, keyof Place> {
  const pairs = pairedBySeed(first, second);
  const table = (at: 0 | 1) => pairs.map((pair) => wrongs(pair[at], labels));
  const { points, low, high } = bootstrapDifference(table(0), table(1), options);
  const tests = pairs.map(([one, other]): SeedTest => {
    const { onlyFirst, onlySecond, p } = mcnemar(one.answers, other.answers, labels);
    const difference = pairedDifference(pairedCounts(one.answers, other.answers, labels));
    const odds = matchedOdds(onlyFirst, onlySecond);
    return { seed: one.seed, onlyFirst, onlySecond, difference, odds, p, adjusted: p };
  });
  const [a, b] = [first[0] as Cell, second[0] as Cell];
  return { first: a.reading, second: b.reading, points, low, high, tests };
}

/** Networks of the same seed; where no seed is shared, in the order in which they were given. */
function pairedBySeed(first: readonly Cell[], second: readonly Cell[]): (readonly [Cell, Cell])[] {
  const shared = first.flatMap((one) => {
    const other = second.find(({ seed }) => seed === one.seed);
    return other ? [[one, other] as const] : [];
  });
  if (shared.length > 0) return shared;
  const count = Math.min(first.length, second.length);
  return first.slice(0, count).map((one, at) => [one, second[at] as Cell]);
}

/** Holm's correction over all tests of all differences. */
function corrected(differences: readonly ReadingDifference[]): ReadingDifference[] {
  const adjusted = holm(differences.flatMap(({ tests }) => tests.map(({ p }) => p)));
  let at = 0;
  return differences.map((one) => ({
    ...one,
    tests: one.tests.map((test) => ({ ...test, adjusted: adjusted[at++] as number })),
  }));
}

/** 1 where the answer is wrong: [images]. */
function wrongs({ answers }: Cell, labels: Uint8Array): Uint8Array {
  return answers.map((answer, at) => (answer === labels[at] ? 0 : 1));
}

type NonEmpty<T> = [T, ...T[]];

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): NonEmpty<T>[] {
  const groups = new Map<string, NonEmpty<T>>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}
