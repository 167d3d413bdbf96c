/**
 * How far two states of a layer lie apart, image by image: the root mean square over units of their
 * difference. Both are [images × units]; of normalised states, whose mean square is 1, it is 0 where
 * they are equal and √2 where they have nothing in common.
 */
export function stateDistances(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  units: number,
): Float64Array {
  return Float64Array.from({ length: one.length / units }, (_, image) => {
    let sum = 0;
    for (let at = image * units; at < (image + 1) * units; at++)
      sum += ((one[at] as number) - (other[at] as number)) ** 2;
    return Math.sqrt(sum / units);
  });
}
