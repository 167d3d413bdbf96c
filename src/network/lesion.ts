import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import type { Network } from './network';
import { transformOf } from './transforms';
import { type Direction, type Wire, wiresOf } from './wires';

/** What is removed from a network. */
export interface Lesion {
  /**
   * Connections that lead one way, or units: a unit that is removed is silent, whatever reaches it.
   */
  readonly of: Direction | 'units';
  /** How much of it, 0 … 1, in each of the layers: rounded to whole connections or units. */
  readonly share: number;
  /**
   * The hidden layers (0-based) that lose it; a connection belongs to the layer that it leads into.
   * Unless told, all; but top-down connections only where they come from a hidden layer: the label's
   * own stay, as in `withoutTopDown`.
   */
  readonly layers?: readonly number[];
}

/**
 * The network without some of its connections or units. Which ones is drawn for each connection by
 * itself, from a stream of this seed: what a weaker lesion removes is among what a stronger one does.
 * The normalised activity of a layer that lost units is still of mean square 1 over all its places.
 *
 * It shares every tensor that nothing was taken from with `network`: dispose of it by its own
 * `dispose`, which frees only what was made here. Throws RangeError for a share that is none, or a
 * layer that the network does not have.
 */
export function lesion(
  network: Network,
  { of, share, layers: chosen }: Lesion,
  seed: number,
): { network: Network; dispose: () => void } {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share from 0 to 1`);
  const { architecture } = network;
  const missing = chosen?.find((layer) => architecture.hidden[layer] === undefined);
  if (missing !== undefined) throw new RangeError(`there is no hidden layer ${missing}`);
  const made: tf.Tensor[] = [];
  const [weights, biases] = [[...network.weights], [...network.biases]];
  const without = <T extends tf.Tensor>(tensor: T, removed: (place: number) => boolean): T => {
    const values = tensor.dataSync<'float32'>();
    const left = values.map((value, place) => (removed(place) ? 0 : value));
    const changed = tf.tensor(left, tensor.shape, 'float32') as T;
    made.push(changed);
    return changed;
  };
  const fromLabel = architecture.hidden.length + 1;
  for (const [index, wires] of wiresOf(architecture).entries()) {
    if (chosen && !chosen.includes(index)) continue;
    const units = architecture.hidden[index]?.units as number;
    if (of === 'units') {
      const removed = drawn(
        Uint32Array.from({ length: units }, (_, unit) => unit),
        share,
        seed,
        `units ${index + 1}`,
      );
      if (!removed) continue;
      for (const wire of wires) {
        const { target } = transformOf(wire.transform);
        const leads = (place: number) => removed[target(place, wire) ?? -1] === 1;
        weights[wire.at] = without(weights[wire.at] as tf.Tensor, leads);
      }
      biases[index] = without(biases[index] as tf.Tensor1D, (unit) => removed[unit] === 1);
      continue;
    }
    for (const wire of wires) {
      if (wire.direction !== of || (!chosen && wire.source === fromLabel)) continue;
      const tensor = weights[wire.at] as tf.Tensor;
      const removed = drawn(joinedIn(tensor, wire), share, seed, streamOf(wire, of, index));
      if (removed) weights[wire.at] = without(tensor, (place) => removed[place] === 1);
    }
  }
  return { network: { ...network, weights, biases }, dispose: () => tf.dispose(made) };
}

/** The places of a connection's weights in which there is one. */
function joinedIn({ size }: tf.Tensor, wire: Wire): Uint32Array {
  const { target } = transformOf(wire.transform);
  const places = Uint32Array.from({ length: size }, (_, place) => place);
  return places.filter((place) => target(place, wire) !== undefined);
}

/** The stream that a connection's lesion is drawn from; neighbours have the shorter name. */
function streamOf({ name, source }: Wire, of: Direction, index: number): string {
  const isNeighbour = Math.abs(source - (index + 1)) <= 1;
  return isNeighbour ? `${of} ${index + 1}` : `${of} ${name}`;
}

/** 1 at so many of these places, by their number; undefined where it is at none. */
function drawn(
  places: Uint32Array,
  share: number,
  seed: number,
  name: string,
): Uint8Array | undefined {
  const count = Math.round(share * places.length);
  if (count === 0) return undefined;
  const removed = new Uint8Array((places.at(-1) as number) + 1);
  const order = randomStream(seed, 'lesion', name).permutation(places.length);
  for (const at of order.subarray(0, count)) removed[places[at] as number] = 1;
  return removed;
}
