import { readFileSync } from 'node:fs';
import { InputError } from '../engine/errors';
import { fileError } from '../engine/files';
import { whatIsWrong } from '../engine/what-is-wrong';
import { type MetricRow, metricRow } from './metric-row';

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
  const lines = textOf(file).split('\n').slice(0, -1);
  return lines.map((line, at) => rowOf(line, `${file}, line ${at + 1}`));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new InputError(`${file} is missing: the run's metrics are kept there`);
    throw fileError('read', file, error);
  }
}

function rowOf(line: string, place: string): MetricRow {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    throw new InputError(`${place} is damaged: it is not JSON`);
  }
  const row = metricRow.safeParse(content);
  if (!row.success) throw new InputError(`${place} is damaged: ${whatIsWrong(metricRow, content)}`);
  return row.data;
}
