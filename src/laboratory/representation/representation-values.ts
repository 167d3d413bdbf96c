import { itemTable } from '../measures/item-table';
import type { Measured } from '../study';
import {
  type ComingDownRow,
  type RepresentationRow,
  representationRows,
  type UnlikeRow,
} from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** Numbers of rows of one kind, network by network. */
export function numbersOf<Row>(rows: readonly (readonly Row[])[], numberOf: (row: Row) => number) {
  return rows.map((some) => some.map(numberOf));
}

/**
 * How unlike classes are at a step, pair by pair, in the order of the rows: [networks][pairs]. A pair
 * that has no number at some step of some network is left out of all, so that the tables of any two
 * steps have the same pairs.
 */
export function unlikeness(
  all: All,
  { held, layer, step }: Pick<UnlikeRow, 'held' | 'layer' | 'step'>,
): number[][] {
  const networks = representationRows(all, 'unlike', { held, layer });
  const rows = networks.flat();
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(pairOf(row), (counts.get(pairOf(row)) ?? 0) + 1);
  const steps = new Set(rows.map((row) => row.step)).size;
  const isWhole = (row: UnlikeRow) => counts.get(pairOf(row)) === steps * networks.length;
  return networks.map((ofNetwork) =>
    ofNetwork
      .filter((row) => row.step === step && isWhole(row))
      .map(({ dissimilarity }) => dissimilarity),
  );
}

/**
 * What top-down input does to each image, in this number of its row: [networks][images]. An image that
 * some network has no row of is left out of all.
 */
export function comingDown(
  all: All,
  where: Pick<ComingDownRow, 'held' | 'layer' | 'step'>,
  number: 'distance' | 'likeness',
): Float64Array[] {
  const rows = representationRows(all, 'coming-down', where);
  const items = all.map(({ name, seed }, network) => ({
    ...{ name, seed },
    rows: (rows[network] ?? []).map((row) => ({ ...row, item: row.image })),
  }));
  return itemTable(items, ([row]) => row?.[number] ?? Number.NaN);
}

function pairOf({ one, other }: UnlikeRow): string {
  return `${one} ${other}`;
}
