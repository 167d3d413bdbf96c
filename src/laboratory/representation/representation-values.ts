import { itemTable } from '../measures/item-table';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import type { ComingDownRow, RepresentationRow, UnlikeRow } from './representation-rows';

type All = readonly Measured<RepresentationRow>[];

/** A number of each row, network by network. */
export function numbersOf<Row>(
  networks: readonly { readonly rows: readonly Row[] }[],
  numberOf: (row: Row) => number,
): number[][] {
  return networks.map(({ rows }) => rows.map(numberOf));
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
  const networks = rowsOfKind(all, 'unlike', { held, layer });
  const rows = networks.flatMap((network) => network.rows);
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(pairOf(row), (counts.get(pairOf(row)) ?? 0) + 1);
  const steps = new Set(rows.map((row) => row.step)).size;
  const isWhole = (row: UnlikeRow) => counts.get(pairOf(row)) === steps * networks.length;
  return networks.map((network) =>
    network.rows
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
  const items = rowsOfKind(all, 'coming-down', where).map(({ rows, ...network }) => ({
    ...network,
    rows: rows.map((row) => ({ ...row, item: row.image })),
  }));
  return itemTable(items, ([row]) => row?.[number] ?? Number.NaN);
}

function pairOf({ one, other }: UnlikeRow): string {
  return `${one} ${other}`;
}
