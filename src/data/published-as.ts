import { type DataSet, filesOf } from './data-set';
import { allDataSets } from './data-sets';

/** SHA-256 of the content of a data set's files, by their names. */
export type Checksums = Readonly<Record<string, string>>;

/**
 * The data set that was published with exactly these contents, whatever the files were called by
 * whoever loaded them; undefined where none was, or that is not known.
 */
export function publishedAs(checksums: Checksums): DataSet | undefined {
  return allDataSets().find((dataSet) =>
    filesOf(dataSet).every(
      ({ name, content }) => content !== undefined && checksums[name] === content,
    ),
  );
}
