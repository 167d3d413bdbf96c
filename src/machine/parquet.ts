import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { InputError } from '../input/errors';
import { writeWhole } from './files';

/** Columns of a table, in order: their types, and which of them may hold null. */
export type Columns<Name extends string> = Readonly<Record<Name, Column>>;

type Type = NonNullable<ColumnSource['type']>;
type Column = Type | readonly [Type, 'nullable'];

/** What a column of a type can hold. */
const FITS: Partial<Record<Type, (value: unknown) => boolean>> = {
  INT32: (value) => Number.isInteger(value) && value === ((value as number) | 0),
  INT64: Number.isSafeInteger,
  DOUBLE: (value) => typeof value === 'number',
  STRING: (value) => typeof value === 'string',
};

/**
 * Writes rows as a Parquet table, whole or not at all. Throws InputError for a value that its column
 * cannot hold, EnvironmentError where the file cannot be written.
 */
export function writeParquet<Name extends string>(
  file: string,
  columns: Columns<Name>,
  rows: readonly Readonly<Record<Name, string | number | boolean | null>>[],
): void {
  const columnData = Object.entries<Column>(columns).map(([name, column]) => {
    const type = typeof column === 'object' ? column[0] : column;
    const values = rows.map((row) => row[name as Name]);
    const odd = values.find((value) => value !== null && FITS[type]?.(value) === false);
    if (odd !== undefined)
      throw new InputError(
        `${file} cannot hold ${JSON.stringify(odd)} as ${name}, which is ${type}`,
      );
    const data =
      type === 'INT64' ? values.map((value) => (value === null ? null : BigInt(value))) : values;
    return { name, data, type, nullable: typeof column === 'object' };
  });
  writeWhole(file, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}
