import type { AbsolutePath, AsyncMutable, Array as ZarrArray } from 'zarrita';
import type { PerceptionState } from '../perception/state';
import { rootAttributes } from './trace-about';
import {
  imagesPerChunk,
  type TraceArray,
  type TraceDeclaration,
  traceArrays,
} from './trace-arrays';
import { traceNumbers } from './trace-numbers';

/** A codec of Zarr from bytes to bytes. */
interface Packing {
  readonly name: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** The files of one trace, by their paths in it. */
export interface TraceStore extends AsyncMutable {
  /** How blocks are packed before they come here, as Zarr says it; empty where the store packs them. */
  readonly packing: readonly Packing[];
  get(key: AbsolutePath): Promise<Uint8Array | undefined>;
  set(key: AbsolutePath, bytes: Uint8Array): Promise<void>;
}

/** Where a trace goes: makes the store, with these bytes as its root from the first moment. */
export type NewStore = (root: Uint8Array) => Promise<TraceStore>;

/** What says what a trace is. */
export const ROOT = '/zarr.json';

/**
 * What is needed of zarrita, which is handed in: it offers itself to `import` alone, so that Node and
 * a bundle for a browser reach it in ways of their own.
 */
export type Zarrita = Pick<typeof import('zarrita'), 'create' | 'root' | 'set' | 'slice'>;

/** A trace being written. One that is not finished says so: its attribute `complete` stays false. */
export interface TraceWriter {
  /** Images in a chunk; all but the last images come so many at a time. */
  readonly images: number;
  /**
   * Writes what the trace records of `state`, whose images stand from `first` on among those of
   * the selection. The numbers are taken before this returns, so the state may go; they are in
   * memory until the promise is kept, and the next may come only then.
   */
  write(first: number, state: PerceptionState): Promise<void>;
  /** Declares the trace complete. */
  finish(): Promise<void>;
}

type FloatArray = ZarrArray<'float32', TraceStore>;

/**
 * Starts a trace (Zarr v3) in a new store: metadata and coordinates are there from the start, and where
 * nothing is written yet numbers read as NaN. Errors are those of the store.
 */
export async function traceWriter(
  declaration: TraceDeclaration,
  newStore: NewStore,
  zarrita: Zarrita,
): Promise<TraceWriter> {
  const { selection, about } = declaration;
  const { set, slice } = zarrita;
  const store = await newStore(rootBytes({ attributes: rootAttributes(about, false) }));
  const declared = traceArrays(declaration);
  const arrays = new Map<string, FloatArray>();
  for (const array of declared) {
    const created = await createArray(store, array, zarrita);
    if (created) arrays.set(array.name, created);
  }
  const images = imagesPerChunk(selection);
  let busy = false;
  return {
    images,
    async write(first, state) {
      const step = selection.steps.indexOf(state.step);
      if (step < 0) return;
      if (busy) throw new Error('a trace takes the next state only when the last one is written');
      if (first % images !== 0) throw new RangeError(`${first} is not the start of a chunk`);
      busy = true;
      try {
        for (const { name, shape, data } of traceNumbers(state, selection)) {
          const [length, hypotheses, last] = shape;
          const place = [slice(first, first + length), null, slice(step, step + 1), null];
          await set(arrays.get(name) as FloatArray, place, {
            data,
            shape: [length, hypotheses, 1, last],
            stride: [hypotheses * last, last, last, 1],
          });
        }
      } finally {
        busy = false;
      }
    },
    async finish() {
      const consolidated_metadata = await consolidated(store, declared);
      const attributes = rootAttributes(about, true);
      await store.set(ROOT, rootBytes({ consolidated_metadata, attributes }));
    },
  };
}

const BYTES = { name: 'bytes', configuration: { endian: 'little' } };

/** Creates the array; a coordinate is filled too, a variable is given back to be filled. */
async function createArray(
  store: TraceStore,
  array: TraceArray,
  { create, root, set }: Zarrita,
): Promise<FloatArray | undefined> {
  const options = {
    shape: [...array.shape],
    chunkShape: [...array.chunks],
    codecs: [BYTES, ...store.packing],
    dimensionNames: [...array.dims],
    attributes: array.attributes,
  };
  const place = root(store).resolve(array.name);
  if (!array.values)
    return create(place, { ...options, dtype: 'float32' as const, fillValue: Number.NaN });
  const coordinate = await create(place, { ...options, dtype: 'int32' as const, fillValue: 0 });
  const stride = array.shape.map((_, axis) => product(array.shape.slice(axis + 1)));
  await set(coordinate, null, { data: array.values, shape: [...array.shape], stride });
  return undefined;
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all * one, 1);
}

/** Every array's metadata, for the root: readers otherwise warn that it is missing. */
async function consolidated(store: TraceStore, arrays: readonly TraceArray[]) {
  const metadata: Record<string, unknown> = {};
  for (const { name } of arrays) {
    const bytes = await store.get(`/${name}/zarr.json`);
    metadata[name] = JSON.parse(new TextDecoder().decode(bytes));
  }
  return { kind: 'inline', must_understand: false, metadata };
}

/** The root of a Zarr group. */
function rootBytes(metadata: object): Uint8Array {
  const group = { zarr_format: 3, node_type: 'group', ...metadata };
  return new TextEncoder().encode(JSON.stringify(group, null, 2));
}
