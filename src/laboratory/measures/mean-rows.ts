/** Rows of numbers, all of one length, as one: the mean at each place. Throws RangeError for none. */
export function meanRows(rows: readonly ArrayLike<number>[]): Float64Array {
  const [first] = rows;
  if (!first) throw new RangeError('no rows to take the mean of');
  return Float64Array.from(
    { length: first.length },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length,
  );
}
