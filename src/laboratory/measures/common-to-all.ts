import type { Measured, StudyRow } from '../study';

/** What some row of every network says, in the order in which the first one's rows do. */
export function commonToAll<Row extends StudyRow>(
  all: readonly Measured<Row>[],
  saying: (row: Row) => string,
): string[] {
  const [first, ...others] = all.map(({ rows }) => new Set(rows.map(saying)));
  return [...(first ?? [])].filter((one) => others.every((said) => said.has(one)));
}
