import { z } from 'zod';
import { InputError } from '../input/errors';
import { MOST_COUNTED } from '../input/limits';
import { writeParquet } from '../machine/parquet';
import { parseJson, wholeLines } from '../machine/read-json';
import { readIfThere } from '../machine/read-whole';

export const SPLITS = ['training', 'validation', 'test'] as const;

/** From `least` to what a column of the table holds. */
const counted = (least: number) => z.int().min(least).max(MOST_COUNTED);
/** Letters of a metric's name at the most. */
const LONGEST = 200;

/**
 * One number about a run: metrics are long and tidy, a row a number, so that a new metric is a new
 * name and never a new column. The same seven columns in `metrics.jsonl` and `metrics.parquet`.
 */
export const metricRow = z.strictObject({
  epoch: counted(1).describe('epoch, from 1'),
  batch: counted(1).nullable().describe('batch, from 1; null is the epoch as a whole'),
  step: counted(0).nullable().describe('time step; null where no single step is meant'),
  split: z.enum(SPLITS).describe('images that were measured'),
  metric: z
    .string()
    .min(1)
    .max(LONGEST)
    .describe('what was measured, with its unit: `error_percent`'),
  layer: counted(1).nullable().describe('hidden layer, from 1; null is the network'),
  value: z.number().nullable().describe('the number; null where it is not finite'),
});

/** As on disk. */
export type MetricRow = Readonly<z.infer<typeof metricRow>>;

/** The row of a number that may not be finite, which JSON cannot hold. */
export function measured(row: Omit<MetricRow, 'value'>, value: number): MetricRow {
  return { ...row, value: Number.isFinite(value) ? value : null };
}

/** Bytes of a file at the most: a hundred thousand epochs. */
const LARGEST = 400 * 2 ** 20;
const FIELDS = Object.keys(metricRow.shape);

/** Rows as JSON lines, their fields in order, each ended by a line feed. */
export function metricLines(rows: readonly MetricRow[]): string {
  return rows.map((row) => `${JSON.stringify(row, FIELDS)}\n`).join('');
}

/**
 * The rows of a `metrics.jsonl`. A last line without its line feed was cut short by a crash and is
 * left out. Throws InputError for a missing file and, with its number, for any other line that is
 * no row.
 */
export function readMetrics(file: string): readonly MetricRow[] {
  const content = readIfThere(file, LARGEST);
  if (!content) throw new InputError(`${file} is missing: the run's metrics are kept there`);
  const remedy = 'Remove the line to do without it';
  const kind = { what: 'a row of metrics', schema: metricRow, remedy };
  return wholeLines(content).map((line, at) => parseJson(line, `${file}, line ${at + 1},`, kind));
}

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
