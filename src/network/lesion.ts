import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import type { LayerWeights, Network } from './network';

/** What is removed from a network. */
export interface Lesion {
  /**
   * Connections from above or from below, or units: a unit that is removed is silent, whatever
   * reaches it.
   */
  readonly of: 'top-down' | 'bottom-up' | 'units';
  /** How much of it, 0 … 1, in each of the layers: rounded to whole connections or units. */
  readonly share: number;
  /**
   * The hidden layers (0-based) that lose it; a connection belongs to the layer that it leads into.
   * Unless told, all, but for top-down connections those whose upper end is a hidden layer: the
   * label's own stay, as in `silenceTopDown`.
   */
  readonly layers?: readonly number[];
}

/**
 * The network without some of its connections or units. Which ones is drawn for each layer by itself,
 * from a stream of this seed: what a weaker lesion removes is among what a stronger one does. The
 * normalised activity of a layer that lost units is still of mean square 1 over all its places.
 *
 * It shares every tensor that nothing was taken from with `network`: dispose of it by its own
 * `dispose`, which frees only what was made here. Throws RangeError for a share that is none, or a
 * layer that the network does not have.
 */
export function lesion(
  network: Network,
  { of, share, layers: chosen = usual(network, of) }: Lesion,
  seed: number,
): { network: Network; dispose: () => void } {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share from 0 to 1`);
  const missing = chosen.find((layer) => network.layers[layer] === undefined);
  if (missing !== undefined) throw new RangeError(`there is no hidden layer ${missing}`);
  const made: tf.Tensor[] = [];
  const without = <T extends tf.Tensor>(tensor: T, removed: (place: number) => boolean): T => {
    const values = tensor.dataSync<'float32'>();
    const left = values.map((value, place) => (removed(place) ? 0 : value));
    const changed = tf.tensor(left, tensor.shape, 'float32') as T;
    made.push(changed);
    return changed;
  };
  const layers = network.layers.map((layer, index): LayerWeights => {
    if (!chosen.includes(index)) return layer;
    const { bottomUp, topDown, bias } = layer;
    const [units] = bias.shape;
    const size = of === 'units' ? units : of === 'bottom-up' ? bottomUp.size : topDown.size;
    const removed = drawn(size, share, seed, `${of} ${index + 1}`);
    if (removed === undefined) return layer;
    const place = (at: number) => removed[at] === 1;
    if (of === 'bottom-up') return { ...layer, bottomUp: without(bottomUp, place) };
    if (of === 'top-down') return { ...layer, topDown: without(topDown, place) };
    return {
      bottomUp: without(bottomUp, (at) => place(at % units)),
      topDown: without(topDown, (at) => place(at % units)),
      bias: without(bias, place),
    };
  });
  return { network: { ...network, layers }, dispose: () => tf.dispose(made) };
}

/** The layers that lose something unless told. */
function usual({ layers }: Network, of: Lesion['of']): number[] {
  const all = [...layers.keys()];
  return of === 'top-down' ? all.slice(0, -1) : all;
}

/** 1 where something is removed: [size]; undefined where nothing is. */
function drawn(size: number, share: number, seed: number, name: string): Uint8Array | undefined {
  const count = Math.round(share * size);
  if (count === 0) return undefined;
  const removed = new Uint8Array(size);
  for (const place of randomStream(seed, 'lesion', name).permutation(size).subarray(0, count))
    removed[place] = 1;
  return removed;
}
