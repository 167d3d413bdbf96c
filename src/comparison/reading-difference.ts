import {
  type CrossedTable,
  crossedEstimate,
  showsSpread,
  type Uncertainty,
} from '../statistics/crossed-estimate';
import { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
import { type PairedCounts, pairedCounts } from '../statistics/mcnemar';
import {
  type Difference,
  pairedDifference,
  standardErrorOf,
} from '../statistics/paired-difference';
import type { Share } from '../statistics/wilson';
import { type ReadingAnswers, wrongs } from './ledger';

/**
 * Two readings on the same images, over networks of the same seeds (which may be one and the same
 * network, read in two ways): the first's error minus the second's, in points. With several
 * pairs the interval is over other networks and images (`crossedEstimate`); with one, or where no image
 * tells the readings apart, it is Newcombe's, of images alone.
 */
export interface ReadingDifference extends Difference {
  readonly first: string;
  readonly second: string;
  /** What tests need; a single image has none unless networks differ on it. */
  readonly uncertainty?: Uncertainty;
  /** Each pair of networks by itself. */
  readonly pairs: readonly NetworkPair[];
}

/** Two readings of networks of one seed. */
export interface NetworkPair {
  readonly seed: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Of the two errors in points, over images alone. */
  readonly difference: Difference;
  readonly odds: MatchedOdds;
}

/** The difference of two readings under one condition; undefined where they share no seed. */
export function readingDifference(
  first: readonly ReadingAnswers[],
  second: readonly ReadingAnswers[],
  labels: Uint8Array,
): ReadingDifference | undefined {
  const cells = first.flatMap((one) => {
    const other = second.find(({ seed }) => seed === one.seed);
    return other ? [[one, other] as const] : [];
  });
  const [cell] = cells;
  if (!cell) return undefined;
  const pairs = cells.map(([{ seed, answers }, other]): NetworkPair => {
    return { seed, ...apart(pairedCounts(answers, other.answers, labels)) };
  });
  const table = cells.map(([one, other]) => {
    const subtracted = wrongs(other, labels);
    return Int8Array.from(wrongs(one, labels), (wrong, at) => wrong - (subtracted[at] as number));
  });
  const names = { first: cell[0].reading, second: cell[1].reading };
  const [only] = pairs as [NetworkPair];
  const crossed = crossedPercent(table);
  if (!crossed) return { ...names, ...only.difference, pairs };
  const { percent: points, uncertainty } = crossed;
  if (isCrossed(uncertainty)) {
    const { low, high } = crossed;
    return { ...names, points, low, high, uncertainty, pairs };
  }
  const { difference } = only;
  const known = uncertainty.standardError > 0 ? uncertainty : ofImages(difference, labels.length);
  return { ...names, ...difference, uncertainty: { ...uncertainty, ...known }, pairs };
}

/** What a test needs to know of a difference that is the same on all images: what its interval, of images alone, says. */
function ofImages(difference: Difference, images: number) {
  return { standardError: standardErrorOf(difference), df: images - 1 };
}

/** Whether an interval is over networks, too: there are several, and not all answers are alike. */
export function isCrossed({ betweenNetworks, standardError }: Uncertainty): boolean {
  return betweenNetworks !== null && standardError > 0;
}

/**
 * The mean of a table of 0 and ±1 in per cent, with its interval and uncertainty; undefined where it has no
 * spread that could be known (`showsSpread`).
 */
export function crossedPercent(
  table: CrossedTable,
): (Share & { readonly uncertainty: Uncertainty }) | undefined {
  if (!showsSpread(table)) return undefined;
  const percent = table.map((row) => Float64Array.from(row, (value) => 100 * value));
  const { estimate, low, high, standardError, df, betweenNetworks } = crossedEstimate(percent);
  return { percent: estimate, low, high, uncertainty: { standardError, df, betweenNetworks } };
}

function apart(counts: PairedCounts): Omit<NetworkPair, 'seed'> {
  const { onlyFirst, onlySecond } = counts;
  return {
    ...{ onlyFirst, onlySecond, difference: pairedDifference(counts) },
    odds: matchedOdds(onlyFirst, onlySecond),
  };
}
