import type { Measured, StudyRow } from '../study';

/** Rows of several kinds, told apart by their `kind`. */
type Kinds = StudyRow & { readonly kind: string };
type Of<Row extends Kinds, Kind extends Row['kind']> = Extract<Row, { kind: Kind }>;

/** The rows of one kind that agree with `like` in all that it names, network by network. */
export function rowsOfKind<Row extends Kinds, Kind extends Row['kind']>(
  all: readonly Measured<Row>[],
  kind: Kind,
  like: Partial<Of<Row, Kind>> = {},
): Measured<Of<Row, Kind>>[] {
  const wanted = Object.entries(like);
  const fits = (row: Row): row is Of<Row, Kind> =>
    row.kind === kind && wanted.every(([name, value]) => row[name] === value);
  return all.map((one) => ({ ...one, rows: one.rows.filter(fits) }));
}
