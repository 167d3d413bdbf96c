import type { Array as ZarrArray } from 'zarrita';
import * as tf from '../engine/ops';
import type { LayerState, PerceptionState } from '../perception/state';
import {
  arrayName,
  imagesPerChunk,
  rootAttributes,
  type TraceArray,
  type TraceDeclaration,
  traceArrays,
} from './trace-arrays';
import type { Traced, TracedLayer, TraceSelection } from './trace-selection';
import { ROOT, type TraceStore, traceStore, zarrita } from './trace-store';

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
 * Starts a trace in a new folder (Zarr v3, `<name>.zarr`): metadata and coordinates are there from
 * the start, and where nothing is written yet numbers read as NaN.
 * Throws InputError if the folder exists, EnvironmentError if it cannot be written.
 */
export async function traceWriter(
  folder: string,
  declaration: TraceDeclaration,
): Promise<TraceWriter> {
  const { selection, about } = declaration;
  const { set, slice } = zarrita();
  const store = await traceStore(folder, rootBytes({ attributes: rootAttributes(about, false) }));
  const declared = traceArrays(declaration);
  const arrays = new Map<string, FloatArray>();
  for (const array of declared) {
    const created = await createArray(store, array);
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

const ZSTD = { name: 'zstd', configuration: { level: 1, checksum: false } };
const BYTES = { name: 'bytes', configuration: { endian: 'little' } };

/** Creates the array; a coordinate is filled too, a variable is given back to be filled. */
async function createArray(store: TraceStore, array: TraceArray): Promise<FloatArray | undefined> {
  const { create, root, set } = zarrita();
  const options = {
    shape: [...array.shape],
    chunkShape: [...array.chunks],
    codecs: [BYTES, ZSTD],
    dimensionNames: [...array.dims],
    attributes: array.attributes,
  };
  const place = root(store).resolve(array.name);
  if (!array.values)
    return create(place, { ...options, dtype: 'float32' as const, fillValue: Number.NaN });
  const coordinate = await create(place, { ...options, dtype: 'int32' as const, fillValue: 0 });
  await set(coordinate, null, { data: array.values, shape: [...array.shape], stride: [1] });
  return undefined;
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

/** The numbers of one array at one step: [images, hypotheses, units or layers], row by row. */
interface TraceBlock {
  readonly name: string;
  readonly shape: readonly [images: number, hypotheses: number, last: number];
  readonly data: Float32Array;
}

/**
 * What the selection records of a state whose hypotheses are the selected ones, in that order. A
 * layer that no label has reached yet is repeated for each. Leaves no tensor behind.
 */
function traceNumbers(state: PerceptionState, selection: TraceSelection): TraceBlock[] {
  const { hypotheses, layers, variables } = selection;
  const block = (name: string, value: () => tf.Tensor3D): TraceBlock => {
    const tensor = tf.tidy(() => tf.transpose(spread(value(), hypotheses.length), [1, 0, 2]));
    const data = tensor.dataSync<'float32'>();
    tensor.dispose();
    return { name, shape: tensor.shape, data };
  };
  const goodness = () =>
    tf.concat(
      layers.map(({ layer }) => spread(layerOf(state, layer).goodness, hypotheses.length)),
      2,
    );
  return variables.flatMap((traced) =>
    traced === 'goodness'
      ? [block(traced, goodness)]
      : layers.map((layer) =>
          block(arrayName(traced, layer.layer), () => unitsOf(state, layer, traced)),
        ),
  );
}

function layerOf(state: PerceptionState, layer: number): LayerState {
  return state.layers[layer - 1] as LayerState;
}

/** [K or 1, B, units recorded] */
function unitsOf(
  state: PerceptionState,
  { layer, units }: TracedLayer,
  traced: Exclude<Traced, 'goodness'>,
): tf.Tensor3D {
  const whole = layerOf(state, layer)[traced];
  const inOrder = units.length === whole.shape[2] && units.every((unit, at) => unit === at);
  return inOrder ? whole : tf.gather(whole, tf.tensor1d([...units], 'int32'), 2);
}

/** [K or 1, B, n] → [hypotheses, B, n] */
function spread(tensor: tf.Tensor3D, hypotheses: number): tf.Tensor3D {
  const [known, images, last] = tensor.shape;
  if (known !== 1 && known !== hypotheses)
    throw new RangeError(`the state has ${known} hypotheses, the trace ${hypotheses}`);
  return tf.broadcastTo(tensor, [hypotheses, images, last]);
}
