import { nameFor } from '../images/labelled-images';
import type { Uncertainty } from '../statistics/crossed-estimate';
import type { Some } from '../statistics/grouped';
import { errorShare, type Share } from '../statistics/wilson';
import { type ReadingAnswers, wrongs } from './ledger';
import { crossedPercent, isCrossed } from './reading-difference';

/**
 * A reading's error under one condition: the mean over its networks. With several networks the
 * interval is over other networks and images (`crossedEstimate`, cut off at 0 and 100 %); with one, or
 * where every answer is right or every one wrong, it is Wilson's, which says nothing of what another
 * network would do.
 */
export interface ReadingError extends Share {
  readonly reading: string;
  readonly networks: number;
  /** None of a single image on which networks agree. */
  readonly uncertainty?: Uncertainty;
  /** Each network by itself. */
  readonly each: readonly NetworkError[];
  /** Counted over all networks. */
  readonly confusions: readonly Confusion[];
}

/** The error of the network of one seed. */
interface NetworkError {
  readonly seed: number;
  readonly percent: number;
}

/** The error of one reading, from its networks' cells under one condition. */
export function readingError(cells: Some<ReadingAnswers>, labels: Uint8Array): ReadingError {
  const [{ reading, answers }] = cells;
  const crossed = crossedPercent(cells.map((cell) => wrongs(cell, labels)));
  const alone = errorShare(answers, labels);
  const { percent, low, high } = crossed && isCrossed(crossed.uncertainty) ? crossed : alone;
  return {
    ...{ reading, percent, low: Math.max(0, low), high: Math.min(100, high) },
    ...{ networks: cells.length, ...(crossed && { uncertainty: crossed.uncertainty }) },
    each: cells.map(({ seed, answers }) => ({
      seed,
      percent: errorShare(answers, labels).percent,
    })),
    confusions: confusions(
      cells.map((cell) => cell.answers),
      labels,
    ),
  };
}

/** `one network`, `3 networks each`, or `1 to 3 networks each`: of how many networks these errors are. */
export function networksEach(errors: readonly Pick<ReadingError, 'networks'>[]): string {
  const counts = errors.map(({ networks }) => networks);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one network';
  return `${fewest < most ? `${fewest} to ` : ''}${most} networks each`;
}

/** How often images of one label were taken for another. */
interface Confusion {
  readonly label: number;
  readonly takenFor: number;
  readonly count: number;
}

/** How many confusions are kept. */
const KEPT = 3;

/** The most frequent confusions in some networks' answers to the same images, the first most. */
export function confusions(answers: readonly Uint8Array[], labels: Uint8Array): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const row of answers)
    for (const [at, label] of labels.entries()) {
      const takenFor = row[at] as number;
      if (takenFor === label) continue;
      const key = `${label} ${takenFor}`;
      counts.set(key, { label, takenFor, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, KEPT);
}

/** `4→9 ×12`, or with the names of the classes. */
export function confusionInWords(
  { label, takenFor, count }: Confusion,
  names?: readonly string[],
): string {
  return `${nameFor(names, label)}→${nameFor(names, takenFor)} ×${count}`;
}
