import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeWhole } from '../engine/files';
import type { MetricRow } from './metric-row';
import { readMetrics } from './metrics-lines';

/** Type of each column, and whether it may be null. */
const COLUMNS = {
  epoch: ['INT32', false],
  batch: ['INT32', true],
  step: ['INT32', true],
  split: ['STRING', false],
  metric: ['STRING', false],
  layer: ['INT32', true],
  value: ['DOUBLE', true],
} as const satisfies Record<keyof MetricRow, readonly [ColumnSource['type'], boolean]>;

/**
 * Writes the rows of a `metrics.jsonl` as a Parquet table, as a whole or not at all: int32, string
 * and double columns in the order of the rows' fields.
 * Throws InputError for a missing or damaged log, EnvironmentError if the table cannot be written.
 */
export function writeMetricsTable(log: string, table: string): void {
  const rows = readMetrics(log);
  const columnData = Object.entries(COLUMNS).map(([name, [type, nullable]]) => ({
    name,
    data: rows.map((row) => row[name as keyof MetricRow]),
    type,
    nullable,
  }));
  writeWhole(table, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}
