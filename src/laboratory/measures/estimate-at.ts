import type { Estimate } from '../../exhibits/line-panels';
import { bootstrapMean } from '../../statistics/bootstrap-mean';

/**
 * A place on a line: the mean of `values` [networks][items], and its interval over networks and
 * items; not a number where there are none, as of a class that no image is of: a figure leaves that place
 * out. Throws RangeError where rows differ in length.
 */
export function estimateAt(
  x: number,
  values: readonly ArrayLike<number>[],
  seed: number,
): Estimate {
  if (!values.some(({ length }) => length > 0)) return { x, y: Number.NaN };
  const { estimate, low, high } = bootstrapMean(values, { seed, resamples: 1000 });
  return { x, y: estimate, low, high };
}
