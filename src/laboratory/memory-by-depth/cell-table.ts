import { writeParquet } from '../../engine/parquet';
import type { MemoryCell } from './cell';

/** Writes cells as a Parquet table, a row each, memory in bytes. Throws EnvironmentError. */
export function writeCellTable(cells: readonly MemoryCell[], file: string): void {
  writeParquet(file, COLUMNS, cells);
}

const COLUMNS = {
  way: 'STRING',
  depth: 'INT32',
  units: 'INT32',
  batch: 'INT32',
  weights: 'INT64',
  residentBefore: 'INT64',
  residentPeak: 'INT64',
  livePeak: 'INT64',
  liveBeyond: 'INT64',
  milliseconds: 'DOUBLE',
} as const;
