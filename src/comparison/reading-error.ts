import { bootstrapError } from '../statistics/bootstrap';
import type { BootstrapOptions } from '../statistics/bootstrap-mean';
import { errorShare } from '../statistics/error-share';
import type { Some } from '../statistics/grouped';
import type { Share } from '../statistics/wilson';
import { type Confusion, confusions } from './confusions';
import type { Cell } from './ledger';
import { wrongs } from './place';

/**
 * A reading's error under one condition: the mean over its networks. With several networks the
 * interval is of resampled networks and images; with one it is Wilson's, which says nothing of what
 * another network would do.
 */
export interface ReadingError extends Share {
  readonly reading: string;
  readonly networks: number;
  /** Counted over all networks. */
  readonly confusions: readonly Confusion[];
}

/** The error of one reading, from its networks' cells under one condition. */
export function readingError(
  cells: Some<Cell>,
  labels: Uint8Array,
  options: BootstrapOptions,
): ReadingError {
  const [{ reading, answers }] = cells;
  const { percent, low, high } =
    cells.length === 1
      ? errorShare(answers, labels)
      : bootstrapError(
          cells.map((cell) => wrongs(cell, labels)),
          options,
        );
  const all = cells.map((cell) => cell.answers);
  return {
    ...{ reading, percent, low, high, networks: cells.length },
    confusions: confusions(all, labels),
  };
}
