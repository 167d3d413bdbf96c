import { InputError } from '../engine/errors';
import { wholeLines } from '../engine/json-lines';
import { parseJson } from '../engine/read-json';
import { readIfThere } from '../engine/read-whole';
import { type MetricRow, metricRow } from './metric-row';

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
