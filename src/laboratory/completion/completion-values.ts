import { commonToAll } from '../measures/common-to-all';
import { itemTable } from '../measures/item-table';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { type CompletionRow, type Fill, type FitRow, meanOf } from './completion-rows';

type All = readonly Measured<CompletionRow>[];

/** A number of each image, mean over its halves: [networks][images]. */
export function fitsBy(
  all: All,
  fill: Fill,
  numberOf: (row: FitRow) => number | null,
): Float64Array[] {
  return itemTable(rowsOfKind(all, 'fit'), (rows) =>
    meanOf(rows.map((row) => (row.fill === fill ? numberOf(row) : null))),
  );
}

/** Readings that every network has, and which images each gets wrong with a half hidden. */
export function readingsIn(all: All): string[] {
  return commonToAll(rowsOfKind(all, 'wrong'), ({ reading }) => reading);
}

/** Error of each image in %, mean over its halves or with this one hidden: [networks][images]. */
export function wrongBy(all: All, fill: Fill, reading: string, half?: string): Float64Array[] {
  return itemTable(rowsOfKind(all, 'wrong'), (rows) =>
    meanOf(
      rows
        .filter((row) => row.fill === fill && row.reading === reading)
        .map((row) => (half === undefined || row.half === half ? row.wrong : null)),
    ),
  );
}
