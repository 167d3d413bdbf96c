import type { Estimate } from '../../exhibits/line-panels';
import { bootstrapMean } from '../../statistics/bootstrap-mean';

/**
 * A place on a line: the mean of `values` [networks][items], and its interval over networks and
 * items. Throws RangeError where there are none, or rows differ in length.
 */
export function estimateAt(
  x: number,
  values: readonly ArrayLike<number>[],
  seed: number,
): Estimate {
  const { estimate, low, high } = bootstrapMean(values, { seed, resamples: 1000 });
  return { x, y: estimate, low, high };
}
