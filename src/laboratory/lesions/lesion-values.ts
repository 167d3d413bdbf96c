import { tableDifference } from '../measures/table-difference';
import type { Measured } from '../study';
import { type LesionRow, lesioned } from './lesion-rows';

type All = readonly Measured<LesionRow>[];

/** The shares that were removed, least first. */
export function sharesIn(all: All): number[] {
  const shares = new Set(all[0]?.rows.map(({ share }) => share));
  return [...shares].sort((one, other) => one - other);
}

/** What was removed from every network, by name; networks may have connections that others have not. */
export function targetsIn(all: All): string[] {
  const [first, ...others] = all.map(({ rows }) => new Set(rows.map(({ target }) => target)));
  return [...(first ?? [])].filter((target) => others.every((one) => one.has(target)));
}

/** What so large a lesion costs, in points of error, image by image: [networks][images]. */
export function lesionCost(
  all: All,
  at: Pick<LesionRow, 'target' | 'share' | 'condition'>,
  reading?: 'goodness' | 'readout',
): Float64Array[] {
  const whole = lesioned(all, { ...at, share: 0 }, reading);
  return tableDifference(lesioned(all, at, reading), whole);
}
