import { DATA_SETS, type DataSet, FILE_ROLES } from './data-sets';

/** SHA-256 of the content of a data set's files, by their names. */
export type Checksums = Readonly<Record<string, string>>;

/**
 * The data set that was published with exactly these contents, whatever the files were called by
 * whoever loaded them; undefined where none was.
 */
export function publishedAs(checksums: Checksums): DataSet | undefined {
  return DATA_SETS.find(({ files }) =>
    FILE_ROLES.every((role) => checksums[files[role].name] === files[role].content),
  );
}
