import type { Measured, StudyRow } from '../study';

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
