import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { writeWhole } from './files';

/** Columns of a table, in order: their types, and which of them may hold null. */
export type Columns<Name extends string> = Readonly<Record<Name, Column>>;

type Type = NonNullable<ColumnSource['type']>;
type Column = Type | readonly [Type, 'nullable'];

/**
 * Writes rows as a Parquet table, whole or not at all. Throws EnvironmentError where the file cannot
 * be written.
 */
export function writeParquet<Name extends string>(
  file: string,
  columns: Columns<Name>,
  rows: readonly Readonly<Record<Name, string | number | boolean | null>>[],
): void {
  const columnData = Object.entries<Column>(columns).map(([name, column]) => {
    const type = typeof column === 'object' ? column[0] : column;
    const values = rows.map((row) => row[name as Name]);
    const data =
      type === 'INT64' ? values.map((value) => (value === null ? null : BigInt(value))) : values;
    return { name, data, type, nullable: typeof column === 'object' };
  });
  writeWhole(file, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'topdown' })));
}
