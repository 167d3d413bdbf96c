import type { Judgement } from '../statistics/verdicts';
import { judgeFamily, ONE_POINT } from '../statistics/verdicts';
import type { ConditionStrength } from './ledger';
import type { ReadingDifference } from './reading-difference';

/**
 * A difference that a comparison's claim rests on, named before it runs: one reading's error minus
 * another's, under a condition at one of its strengths.
 */
export interface NamedContrast extends Pick<ConditionStrength, 'condition' | 'strength'> {
  /** What is expected, as a sentence. */
  readonly claim: string;
  readonly first: string;
  readonly second: string;
  /** Where the difference is expected: `below` 0 where the first should err less. */
  readonly expected: 'above' | 'below';
}

/** A contrast, what was measured of it, and what tests say. */
export interface JudgedContrast
  extends NamedContrast,
    Pick<ReadingDifference, 'points' | 'low' | 'high' | 'pairs'>,
    Judgement {
  /** Points. */
  readonly within: number;
}

/**
 * What tests say of the contrasts: corrected for their number alone (`judgeFamily`), so that another
 * condition or reading beside them changes no verdict. One that was not measured here counts in the
 * correction all the same, and is left out.
 */
export function judgeContrasts(
  contrasts: readonly NamedContrast[],
  differenceOf: (contrast: NamedContrast) => ReadingDifference | undefined,
): JudgedContrast[] {
  const family = contrasts.map((contrast) => {
    const difference = differenceOf(contrast);
    const tested = difference?.uncertainty && {
      estimate: difference.points,
      ...difference.uncertainty,
    };
    return { contrast, difference, tested, expected: contrast.expected, ...BOUNDS };
  });
  return judgeFamily(family).map(({ contrast, difference, tested: _, than: __, ...judged }) => {
    const { points, low, high, pairs } = difference as ReadingDifference;
    return { ...contrast, points, low, high, pairs, ...judged };
  });
}

const BOUNDS = { than: 0, within: ONE_POINT };
