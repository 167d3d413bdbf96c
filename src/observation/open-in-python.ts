/**
 * The Python that opens what is recorded (xarray with zarr 3; pandas with pyarrow), for messages
 * and documentation. A trace that is not complete has no metadata in one place to open it by.
 */
export const openInPython = {
  trace: (folder: string) => `import xarray; trace = xarray.open_zarr(${quote(folder)})`,
  incompleteTrace: (folder: string) =>
    `import xarray; trace = xarray.open_zarr(${quote(folder)}, consolidated=False)`,
  table: (table: string) => `import pandas; table = pandas.read_parquet(${quote(table)})`,
  metrics: (table: string) => `import pandas; metrics = pandas.read_parquet(${quote(table)})`,
} as const;

/** A Python string: JSON's escapes are Python's too. */
const quote = (text: string): string => JSON.stringify(text);
