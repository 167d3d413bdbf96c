import { setImmediate } from 'node:timers/promises';
import { grouped, type Some } from '../statistics/mean';
import type { ConditionStrength, ReadingAnswers } from './ledger';
import { corrected, type ReadingDifference, readingDifference } from './paired-tests';
import { type ReadingError, readingError } from './reading-error';

/** What a comparison comes to. */
export interface ComparisonSummary {
  readonly images: number;
  readonly errors: readonly (ConditionStrength & ReadingError)[];
  /** Each reading against the first one. */
  readonly differences: readonly (ConditionStrength & ReadingDifference)[];
}

/** Resamples for each interval: a limit then moves by some 3 % of the interval's half. */
const RESAMPLES = 2000;

/**
 * Errors under every condition, and each reading's difference from the first, with all tests
 * corrected together. Between conditions other work gets its turn, and `stop` may throw.
 */
export async function summarise(
  cells: readonly ReadingAnswers[],
  labels: Uint8Array,
  seed: number,
  stop: () => void = () => undefined,
): Promise<ComparisonSummary> {
  const options = { seed, resamples: RESAMPLES };
  const errors: (ConditionStrength & ReadingError)[] = [];
  const differences: (ConditionStrength & ReadingDifference)[] = [];
  for (const here of grouped(cells, ({ condition, strength }) => `${condition} ${strength}`)) {
    const { condition, strength, unit } = here[0];
    const place = { condition, strength, unit };
    const [reference, ...others] = grouped(here, ({ reading }) => reading) as unknown as Some<
      Some<ReadingAnswers>
    >;
    for (const reading of [reference, ...others])
      errors.push({ ...place, ...readingError(reading, labels, options) });
    for (const other of others) {
      const difference = readingDifference(reference, other, labels, options);
      if (difference) differences.push({ ...place, ...difference });
    }
    await setImmediate();
    stop();
  }
  return { images: labels.length, errors, differences: corrected(differences) };
}
