/**
 * How much of a walk from 0 to 1 lies below a level: `values` are met in equal steps, the first at 0
 * and the last at 1, and lie on straight lines between. From 0 to 1.
 *
 * Of a preference that goes from below 0 to above it, the length below 0 is the point at which it
 * flips; where it comes back in between, what is preferred the less is counted for as long as it is.
 * Throws RangeError for fewer than two values.
 */
export function lengthBelow(values: ArrayLike<number>, level: number): number {
  const pieces = values.length - 1;
  if (pieces < 1) throw new RangeError(`a walk of ${values.length} values has no length`);
  let length = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [(values[piece] as number) - level, (values[piece + 1] as number) - level];
    if (from < 0 && to < 0) length += 1;
    else if (from < 0 || to < 0)
      length += Math.min(from, to) / (Math.min(from, to) - Math.max(from, to));
  }
  return length / pieces;
}

/**
 * How much of a walk from 0 to 1 it takes to go from a quarter to three quarters of the way between
 * its first value and its last: 0.5 for a straight line, 0 for a step, whatever the scale. Undefined
 * unless the first is below 0 and the last above it.
 */
export function transitionWidth(values: ArrayLike<number>): number | undefined {
  const [first, last] = [values[0] as number, values[values.length - 1] as number];
  if (!(first < 0 && last > 0)) return undefined;
  const at = (share: number) => lengthBelow(values, first + share * (last - first));
  return at(0.75) - at(0.25);
}
