import { type Columns, writeParquet } from '../engine/parquet';
import type { Measured, StudyRow } from './study';

/**
 * Writes what was measured as a Parquet table: a row each, with the network's name and seed. A
 * column's type is that of its values; one that lacks a number somewhere holds null there.
 * Throws EnvironmentError.
 */
export function writeTidyTable(measured: readonly Measured<StudyRow>[], file: string): void {
  const rows = measured.flatMap(({ name, seed, rows }) =>
    rows.map((row) => ({ network: name, seed, ...row })),
  );
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns: Columns<string> = {
    ...Object.fromEntries(
      names.map((name) => [name, columnOf(rows.map((row: StudyRow) => row[name] ?? null))]),
    ),
    seed: 'INT64',
  };
  const asStored = (value: StudyRow[string] | undefined) =>
    typeof value === 'boolean' ? Number(value) : (value ?? null);
  writeParquet(
    file,
    columns,
    rows.map((row: StudyRow) =>
      Object.fromEntries(names.map((name) => [name, asStored(row[name])])),
    ),
  );
}

/** Whether a value is a whole number of 32 bits. */
function isInt32(value: StudyRow[string]): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

/** Truth values are 0 and 1. */
function columnOf(values: readonly StudyRow[string][]): Columns<string>[string] {
  const known = values.filter((value) => value !== null);
  const whole = known.every((value) => typeof value === 'boolean' || isInt32(value));
  const words = known.some((value) => typeof value === 'string');
  const type = words ? 'STRING' : whole ? 'INT32' : 'DOUBLE';
  return known.length < values.length ? [type, 'nullable'] : type;
}
