import type { CrossedTable } from '../../statistics/crossed-estimate';
import { ONE_POINT } from '../../statistics/verdicts';
import type { Claim } from '../finding';
import { tableDifference } from './rows';

/**
 * Claims of one measure: that its values, or those of one table less another's (`tableDifference`), lie
 * above or below `than`; no further from it than `within` is no difference, where that is told.
 */
export function claimsOf(measure: string, than = 0, within?: number) {
  const side =
    (expected: Claim['expected']) =>
    (claim: string, one: CrossedTable, other?: CrossedTable): Claim => {
      const values = other ? tableDifference(one, other) : one;
      return { claim, measure, expected, than, within, values };
    };
  return { above: side('above'), below: side('below') };
}

/**
 * Claims that two settings are compared for: none where both are the same. Such a claim compares a setting with itself
 * or repeats another claim, and would count in the correction.
 */
export function ifApart<Setting>(
  one: Setting,
  other: Setting,
  ...claims: readonly Claim[]
): readonly Claim[] {
  return one === other ? [] : claims;
}

/** Most claims are of these: one error less another, image by image. */
export const POINTS = 'difference in error, points';

/** Claims of errors in per cent, which within a point of each other are no different. */
export function errorClaims(measure = POINTS) {
  return claimsOf(measure, 0, ONE_POINT);
}

/** The same, with more words on which errors: `difference in error, points, same images`. */
export function errorClaimsOn(which: string) {
  return errorClaims(`${POINTS}, ${which}`);
}
