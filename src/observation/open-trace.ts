import path from 'node:path';
import { InputError } from '../input/errors';
import { parseJson } from '../machine/read-json';
import { readIfThere, within } from '../machine/read-whole';
import {
  type TraceArrayMetadata,
  traceArrayMetadata,
  traceBlocks,
  traceGroupMetadata,
} from './trace-blocks';

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
   * recorded is NaN. Throws InputError for an array, an axis or a place that is not there, for more
   * than fits into memory, and where a file of it is damaged.
   */
  read(name: string, at?: Readonly<Record<string, number>>): Promise<TraceValues>;
}

/**
 * Opens the folder of a trace (`<name>.zarr`) as it was recorded here, or unpacked from a zip.
 * Throws InputError where it is none, or damaged.
 */
export async function openTrace(folder: string): Promise<OpenedTrace> {
  const file = path.join(folder, 'zarr.json');
  const root = readIfThere(file, LARGEST_METADATA);
  if (!root) throw new InputError(`${folder} is not a trace: there is no Zarr group in it`);
  const { attributes } = parseJson(root, file, { what: 'a trace', schema: traceGroupMetadata });
  return {
    attributes,
    async read(name, at = {}) {
      const metadata = arrayIn(folder, name);
      const { dimension_names: dims, shape } = metadata;
      checkPlaces(name, dims, shape, at);
      checkAxes(folder, name, metadata);
      const places = dims.map((dim) => at[dim] ?? null);
      const complete = attributes['complete'] === true;
      const values = await traceBlocks(folder, name, metadata, places, complete);
      const left = dims.filter((dim) => at[dim] === undefined);
      return { dims: left, shape: left.map((dim) => shape[dims.indexOf(dim)] ?? 0), values };
    },
  };
}

/** Bytes of what is written about an array, or a whole trace, at the most. */
const LARGEST_METADATA = 2 ** 20;

/** What is written about an array. Throws InputError where there is none, or it is damaged. */
function arrayIn(folder: string, name: string): TraceArrayMetadata {
  const file = path.join(within(folder, name), 'zarr.json');
  const written = readIfThere(file, LARGEST_METADATA);
  if (!written) throw new InputError(`there is no array "${name}" in ${folder}`);
  return parseJson(written, file, { what: 'an array of a trace', schema: traceArrayMetadata });
}

/** Throws InputError where an array is longer, or shorter, along an axis than the axis itself. */
function checkAxes(folder: string, name: string, metadata: TraceArrayMetadata): void {
  for (const [at, dim] of metadata.dimension_names.entries()) {
    const [length] = arrayIn(folder, dim).shape;
    if (length !== metadata.shape[at])
      throw new InputError(
        `${path.join(folder, name)} is damaged: it has ${metadata.shape[at]} places along ${dim}, which has ${length}`,
      );
  }
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
