/** Numbers of several rows in one row, one after the other: frames of more images at once. */
export function sideBySide(rows: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
