import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeWhole } from '../engine/files';
import type { MemoryCell } from './cell';

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
} as const satisfies Record<keyof MemoryCell, ColumnSource['type']>;

/** Writes cells as a Parquet table, a row each, memory in bytes. Throws EnvironmentError. */
export function writeCellTable(cells: readonly MemoryCell[], file: string): void {
  const columnData = Object.entries(COLUMNS).map(([name, type]) => ({
    name,
    data: cells.map((cell) => {
      const value = cell[name as keyof MemoryCell];
      return type === 'INT64' ? BigInt(value) : value;
    }),
    type,
    nullable: false,
  }));
  writeWhole(file, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}
