import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeWhole } from '../engine/files';
import type { Cell } from './ledger';

/** Images in a block: a row of the table tells how many of them were wrong. */
export const BLOCK = 100;

const COLUMNS = {
  reading: 'STRING',
  condition: 'STRING',
  strength: 'DOUBLE',
  unit: 'STRING',
  seed: 'INT32',
  block: 'INT32',
  images: 'INT32',
  wrong: 'INT32',
} as const satisfies Record<string, ColumnSource['type']>;

type Row = Record<keyof typeof COLUMNS, string | number>;

/**
 * Writes a comparison as a tidy Parquet table: a row for each reading, condition, strength, seed and
 * block of images, whole or not at all. Throws EnvironmentError.
 */
export function writeBlockTable(cells: readonly Cell[], labels: Uint8Array, file: string): void {
  const rows = cells.flatMap((cell) => rowsOf(cell, labels));
  const columnData = Object.entries(COLUMNS).map(([name, type]) => ({
    name,
    data: rows.map((row) => row[name as keyof Row]),
    type,
    nullable: false,
  }));
  writeWhole(file, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}

function rowsOf({ answers, reading, condition, strength, unit, seed }: Cell, labels: Uint8Array) {
  const blocks = Math.ceil(answers.length / BLOCK);
  return Array.from({ length: blocks }, (_, block): Row => {
    const own = answers.subarray(block * BLOCK, (block + 1) * BLOCK);
    const wrong = own.filter((answer, at) => answer !== labels[block * BLOCK + at]).length;
    return { reading, condition, strength, unit, seed, block, images: own.length, wrong };
  });
}
