import { nameInWords } from './names';
import { type Flat, isScalar, scalarInWords } from './tables';

/** An object of a list, before it is a row of a table. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The row with scalars alone: what is nested goes into words. */
export function flatRow(row: Row): Flat {
  return new Map(
    Object.entries(row).map(([key, value]) => [key, isScalar(value) ? value : nested(value, key)]),
  );
}

function nested(value: unknown, name: string): string {
  if (isScalar(value)) return scalarInWords(value, name);
  if (Array.isArray(value)) return value.map((one) => nested(one, name)).join('; ');
  return Object.entries(value as object)
    .map(([key, one]) => `${nameInWords(key)} ${nested(one, key)}`)
    .join(', ');
}
