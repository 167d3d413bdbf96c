import { writeParquet } from '../engine/parquet';
import type { Cell } from './ledger';

/** Images in a block: a row of the table tells how many of them were wrong. */
const BLOCK = 100;

/**
 * Writes a comparison as a tidy Parquet table: a row for each reading, condition, strength, seed and
 * block of images, whole or not at all. Throws EnvironmentError.
 */
export function writeBlockTable(cells: readonly Cell[], labels: Uint8Array, file: string): void {
  writeParquet(
    file,
    COLUMNS,
    cells.flatMap((cell) => rowsOf(cell, labels)),
  );
}

const COLUMNS = {
  reading: 'STRING',
  condition: 'STRING',
  strength: 'DOUBLE',
  unit: 'STRING',
  seed: 'INT64',
  block: 'INT32',
  images: 'INT32',
  wrong: 'INT32',
} as const;

function rowsOf({ answers, reading, condition, strength, unit, seed }: Cell, labels: Uint8Array) {
  const blocks = Math.ceil(answers.length / BLOCK);
  return Array.from({ length: blocks }, (_, block) => {
    const own = answers.subarray(block * BLOCK, (block + 1) * BLOCK);
    const wrong = own.filter((answer, at) => answer !== labels[block * BLOCK + at]).length;
    return { reading, condition, strength, unit, seed, block, images: own.length, wrong };
  });
}
