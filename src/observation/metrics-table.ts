import { writeParquet } from '../engine/parquet';
import { readMetrics } from './metrics-lines';

/**
 * Writes the rows of a `metrics.jsonl` as a Parquet table, as a whole or not at all: int32, string
 * and double columns in the order of the rows' fields.
 * Throws InputError for a missing or damaged log, EnvironmentError if the table cannot be written.
 */
export function writeMetricsTable(log: string, table: string): void {
  writeParquet(table, COLUMNS, readMetrics(log));
}

const COLUMNS = {
  epoch: 'INT32',
  batch: ['INT32', 'nullable'],
  step: ['INT32', 'nullable'],
  split: 'STRING',
  metric: 'STRING',
  layer: ['INT32', 'nullable'],
  value: ['DOUBLE', 'nullable'],
} as const;
