import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError, InputError } from '../engine/errors';
import { fileError } from '../engine/files';
import { zarrita } from './zarrita';

/** Numbers of a trace, row by row over the axes that are named. */
export interface TraceValues {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** A trace that was recorded, to be read back. */
export interface OpenedTrace {
  /** What it says about itself; `complete` is false where its recording was cut short. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /**
   * An array by its name, as `goodness`, `activity_2` or `label`. `at` takes one place of an axis,
   * from 0, as in `{ image: 3 }`, and the axis away; only what is taken is read. What was not
   * recorded is NaN. Throws InputError for an array, an axis or a place that is not there.
   */
  read(name: string, at?: Readonly<Record<string, number>>): Promise<TraceValues>;
}

/** Opens the folder of a trace (`<name>.zarr`). Throws InputError where it is none. */
export async function openTrace(folder: string): Promise<OpenedTrace> {
  const { get, open, root } = zarrita();
  const store = { get: (key: string) => bytesOf(path.join(folder, key)) };
  const { attrs } = await open
    .v3(root(store), { kind: 'group' })
    .catch(otherwise(`${folder} is not a trace: there is no Zarr group in it`));
  return {
    attributes: attrs,
    async read(name, at = {}) {
      const array = await open
        .v3(root(store).resolve(name), { kind: 'array' })
        .catch(otherwise(`there is no array "${name}" in ${folder}`));
      const dims = array.dimensionNames ?? [];
      checkPlaces(name, dims, array.shape, at);
      const taken = await get(
        array,
        dims.map((dim) => at[dim] ?? null),
      );
      const left = dims.filter((dim) => at[dim] === undefined);
      const data = left.length > 0 ? taken.data : [taken]; // a single number comes as itself
      const Numbers = array.dtype === 'int32' ? Int32Array : Float32Array;
      const values = Numbers.from(data as ArrayLike<number>);
      return { dims: left, shape: left.map((dim) => array.shape[dims.indexOf(dim)] ?? 0), values };
    },
  };
}

/** Says it in these words where something is not there; where it cannot be read, that is told. */
function otherwise(message: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof EnvironmentError ? error : new InputError(message, { cause: error });
  };
}

function checkPlaces(
  name: string,
  dims: readonly string[],
  shape: readonly number[],
  at: Readonly<Record<string, number>>,
): void {
  for (const [dim, place] of Object.entries(at)) {
    const length = shape[dims.indexOf(dim)];
    if (length === undefined)
      throw new InputError(`${name} has no axis ${dim}: its axes are ${dims.join(', ')}`);
    if (!Number.isInteger(place) || place < 0 || place >= length)
      throw new InputError(`${name} has no place ${place} along ${dim}: give 0 to ${length - 1}`);
  }
}

async function bytesOf(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw fileError('read', file, error);
  }
}
