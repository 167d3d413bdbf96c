import type { CrossedTable } from '../../statistics/crossed-estimate';
import type { Claim } from '../finding';
import { tableDifference } from './rows';

/**
 * Claims of one measure: that its values, or those of one table less another's (`tableDifference`), lie
 * above or below `than`.
 */
export function claimsOf(measure: string, than = 0) {
  const side =
    (expected: Claim['expected']) =>
    (claim: string, one: CrossedTable, other?: CrossedTable): Claim => {
      const values = other ? tableDifference(one, other) : one;
      return { claim, measure, expected, than, values };
    };
  return { above: side('above'), below: side('below') };
}

/** Most claims are of these: one error less another, image by image. */
export const POINTS = 'difference in error, points';
