import type { CrossedTable } from '../../statistics/crossed-estimate';
import { grouped } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import type { AllMeasured, Measured, StudyRow } from '../study';

/** Rows of several kinds, told apart by their `kind`. */
type Kinds = StudyRow & { readonly kind: string };
type Of<Row extends Kinds, Kind extends Row['kind']> = Extract<Row, { kind: Kind }>;

/** Whether a row agrees with `like` in all that it names. */
export function agreesWith<Row extends StudyRow>(like: Partial<Row>): (row: Row) => boolean {
  const wanted = Object.entries(like);
  return (row) => wanted.every(([name, value]) => row[name] === value);
}

/** The rows that agree with `like` in all that it names, network by network. */
export function rowsLike<Row extends StudyRow>(
  all: AllMeasured<Row>,
  like: Partial<Row>,
): Measured<Row>[] {
  const agrees = agreesWith(like);
  return all.map((one) => ({ ...one, rows: one.rows.filter(agrees) }));
}

/** The rows of one kind that agree with `like` in all that it names, network by network. */
export function rowsOfKind<Row extends Kinds, Kind extends Row['kind']>(
  all: AllMeasured<Row>,
  kind: Kind,
  like: Partial<Of<Row, Kind>> = {},
): Measured<Of<Row, Kind>>[] {
  const wanted = { ...like, kind } as Partial<Row>;
  return rowsLike(all, wanted) as unknown as Measured<Of<Row, Kind>>[];
}

/** A number of each row, network by network: [networks][rows]. */
export function numbersOf<Row extends StudyRow>(
  all: AllMeasured<Row>,
  numberOf: (row: Row) => number,
): number[][] {
  return all.map(({ rows }) => rows.map(numberOf));
}

/** What the rows of any network say, each once, in the order in which they first do. */
export function distinct<Row extends StudyRow, Said>(
  all: AllMeasured<Row>,
  saying: (row: Row) => Said,
): Said[] {
  return [...new Set(all.flatMap(({ rows }) => rows.map(saying)))];
}

/** What some row of every network says, in the order in which the first one's rows do. */
export function commonToAll<Row extends StudyRow>(
  all: AllMeasured<Row>,
  saying: (row: Row) => string,
): string[] {
  const [first, ...others] = all.map(({ rows }) => new Set(rows.map(saying)));
  return [...(first ?? [])].filter((one) => others.every((said) => said.has(one)));
}

/** The hidden layers that the rows of one kind tell of, from 1. */
export function layersIn(all: AllMeasured<Kinds>, kind: string): number[] {
  return distinct(rowsOfKind(all, kind), ({ layer }) => Number(layer));
}

/**
 * A table [networks][items] of one number an item, as `finding` takes it: what `numberOf` makes of the
 * rows of an item, NaN where there is none. Items that have no number in some network are left out of
 * all; the others are in the order in which the first network has them.
 */
export function itemTable<Row extends StudyRow & { readonly item: number }>(
  measured: AllMeasured<Row>,
  numberOf: (rows: readonly Row[]) => number,
): Float64Array[] {
  const tables = measured.map(({ rows }) => {
    const items = grouped(rows, ({ item }) => item);
    return new Map(items.map((ofItem) => [ofItem[0].item, numberOf(ofItem)]));
  });
  const known = [...(tables[0]?.keys() ?? [])].filter((item) =>
    tables.every((table) => Number.isFinite(table.get(item))),
  );
  return tables.map((table) => Float64Array.from(known, (item) => table.get(item) as number));
}

/** Rows of numbers, all of one length, as one: the mean at each place. Throws RangeError for none. */
export function meanRows(rows: CrossedTable): Float64Array {
  const [first] = rows;
  if (!first) throw new RangeError('no rows to take the mean of');
  return Float64Array.from(first, (_, at) => mean(rows.map((row) => row[at] as number)));
}

/**
 * One table [networks][items] less another, place by place: both have the same networks and items in
 * the same order. Of a network that either table has no items of, none come out. Throws RangeError
 * where tables or rows differ in length otherwise.
 */
export function tableDifference(one: CrossedTable, other: CrossedTable): Float64Array[] {
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
