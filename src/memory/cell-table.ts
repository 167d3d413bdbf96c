import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeWhole } from '../engine/files';
import type { Cell } from './cell';

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
} as const satisfies Record<keyof Cell, ColumnSource['type']>;

/** Writes cells as a Parquet table, a row each, memory in bytes. Throws EnvironmentError. */
export function writeCellTable(cells: readonly Cell[], file: string): void {
  const columnData = Object.entries(COLUMNS).map(([name, type]) => ({
    name,
    data: cells.map((cell) => {
      const value = cell[name as keyof Cell];
      return type === 'INT64' ? BigInt(value) : value;
    }),
    type,
    nullable: false,
  }));
  writeWhole(file, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}
