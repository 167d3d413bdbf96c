import type { Estimate } from '../../charts/line-panels';
import { bootstrapMean } from '../../statistics/bootstrap';
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

/** The hidden layers that the rows of one kind tell of, from 1. */
export function layersIn(all: readonly Measured<Kinds>[], kind: string): number[] {
  const rows = all.flatMap((one) => one.rows.filter((row) => row.kind === kind));
  return [...new Set(rows.map(({ layer }) => Number(layer)))];
}

/**
 * A table [networks][items] of one number an item, as `finding` takes it: what `numberOf` makes of the
 * rows of an item, NaN where there is none. Items that have no number in some network are left out of
 * all; the others are in the order in which the first network has them.
 */
export function itemTable<Row extends StudyRow & { readonly item: number }>(
  measured: readonly Measured<Row>[],
  numberOf: (rows: readonly Row[]) => number,
): Float64Array[] {
  const tables = measured.map(({ rows }) => {
    const items = new Map<number, Row[]>();
    for (const row of rows) {
      const before = items.get(row.item);
      if (before) before.push(row);
      else items.set(row.item, [row]);
    }
    return new Map(Array.from(items, ([item, ofItem]) => [item, numberOf(ofItem)]));
  });
  const known = [...(tables[0]?.keys() ?? [])].filter((item) =>
    tables.every((table) => Number.isFinite(table.get(item))),
  );
  return tables.map((table) => Float64Array.from(known, (item) => table.get(item) as number));
}

/** What some row of every network says, in the order in which the first one's rows do. */
export function commonToAll<Row extends StudyRow>(
  all: readonly Measured<Row>[],
  saying: (row: Row) => string,
): string[] {
  const [first, ...others] = all.map(({ rows }) => new Set(rows.map(saying)));
  return [...(first ?? [])].filter((one) => others.every((said) => said.has(one)));
}

/** Rows of numbers, all of one length, as one: the mean at each place. Throws RangeError for none. */
export function meanRows(rows: readonly ArrayLike<number>[]): Float64Array {
  const [first] = rows;
  if (!first) throw new RangeError('no rows to take the mean of');
  return Float64Array.from(
    { length: first.length },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length,
  );
}

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
