/**
 * One table [networks][items] less another, place by place: both have the same networks and items in
 * the same order. Of a network that either table has no items of, none come out. Throws RangeError
 * where tables or rows differ in length otherwise.
 */
export function tableDifference(
  one: readonly ArrayLike<number>[],
  other: readonly ArrayLike<number>[],
): Float64Array[] {
  if (one.length !== other.length)
    throw new RangeError(`tables of ${one.length} and ${other.length} networks do not match`);
  return one.map((row, network) => {
    const than = other[network] as ArrayLike<number>;
    if (row.length === 0 || than.length === 0) return new Float64Array();
    if (row.length !== than.length)
      throw new RangeError(`rows of ${row.length} and ${than.length} items do not match`);
    return Float64Array.from(row, (value, item) => value - (than[item] as number));
  });
}
