import { setImmediate } from 'node:timers/promises';
import { grouped, type Some } from '../statistics/grouped';
import { type JudgedContrast, judgeContrasts, type NamedContrast } from './contrasts';
import type { ConditionStrength, ReadingAnswers } from './ledger';
import { type ReadingDifference, readingDifference } from './reading-difference';
import { type ReadingError, readingError } from './reading-error';

/** What a comparison comes to. */
export interface ComparisonSummary {
  readonly images: number;
  readonly errors: readonly (ConditionStrength & ReadingError)[];
  /** Each reading against the first one: estimates, without verdicts. */
  readonly differences: readonly (ConditionStrength & ReadingDifference)[];
  /** What was named beforehand, as far as it was measured, with verdicts. */
  readonly contrasts: readonly JudgedContrast[];
}

/**
 * Errors under every condition, each reading's difference from the first, and what tests say of the
 * contrasts. Between conditions other work gets its turn, and `stop` may throw.
 */
export async function summarise(
  cells: readonly ReadingAnswers[],
  labels: Uint8Array,
  contrasts: readonly NamedContrast[],
  stop: () => void = () => undefined,
): Promise<ComparisonSummary> {
  const errors: (ConditionStrength & ReadingError)[] = [];
  const differences: (ConditionStrength & ReadingDifference)[] = [];
  for (const here of grouped(cells, ({ condition, strength }) => `${condition} ${strength}`)) {
    const { condition, strength, unit } = here[0];
    const place = { condition, strength, unit };
    const [reference, ...others] = grouped(here, ({ reading }) => reading) as unknown as Some<
      Some<ReadingAnswers>
    >;
    for (const reading of [reference, ...others])
      errors.push({ ...place, ...readingError(reading, labels) });
    for (const other of others) {
      const difference = readingDifference(reference, other, labels);
      if (difference) differences.push({ ...place, ...difference });
    }
    await setImmediate();
    stop();
  }
  const judged = judgeContrasts(contrasts, ({ condition, strength, first, second }) => {
    const here = cells.filter((one) => one.condition === condition && one.strength === strength);
    const read = (name: string) => here.filter(({ reading }) => reading === name);
    return readingDifference(read(first), read(second), labels);
  });
  return { images: labels.length, errors, differences, contrasts: judged };
}
