import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import type { Layer } from './layer';
import type { Network } from './network';
import { transformOf } from './transforms/transforms';
import { type Direction, labelPlace, type Wire, wiresOf } from './wires';

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
  /**
   * Whether the connections that are left are made stronger by 1 / (1 − share), so that what they bring
   * together is as large as before in the mean: what else changes is what was removed, not how much
   * drive is left. Of units nothing is: the normalisation of their layer does as much.
   */
  readonly rescaled?: boolean;
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
  { of, share, layers: chosen, rescaled = false }: Lesion,
  seed: number,
): { network: Network; dispose: () => void } {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a fraction from 0 to 1`);
  const { architecture } = network;
  const missing = chosen?.find((layer) => architecture.hidden[layer] === undefined);
  if (missing !== undefined) throw new RangeError(`there is no hidden layer ${missing}`);
  const removals = wiresOf(architecture).flatMap((wires, index) => {
    if (chosen && !chosen.includes(index)) return [];
    if (of === 'units') return removedUnits(network, wires, index, share, seed);
    const labelStays = ({ source }: Wire) => !chosen && source === labelPlace(architecture);
    const losing = wires.filter((wire) => wire.direction === of && !labelStays(wire));
    const removal = { share, rescaled };
    return losing.flatMap((wire) => removedConnections(network, wire, index, removal, seed));
  });
  const [weights, biases] = [[...network.weights], [...network.biases]];
  const made = removals.map(({ kind, at, removes, left = 1 }) => {
    const tensors: tf.Tensor[] = kind === 'weights' ? weights : biases;
    const changed = withoutPlaces(tensors[at] as tf.Tensor, removes, left);
    tensors[at] = changed;
    return changed;
  });
  return { network: { ...network, weights, biases }, dispose: () => tf.dispose(made) };
}

/** What one tensor of a network loses. */
interface Removal {
  readonly kind: 'weights' | 'biases';
  /** Its place among those. */
  readonly at: number;
  /** Whether the number in this place is removed. */
  readonly removes: (place: number) => boolean;
  /** What the numbers that are left are multiplied by; 1 unless told. */
  readonly left?: number;
}

/** What is removed with a share of a layer's units: what leads into them, and their biases. */
function removedUnits(
  { architecture }: Network,
  wires: readonly Wire[],
  index: number,
  share: number,
  seed: number,
): readonly Removal[] {
  const { units } = architecture.hidden[index] as Layer;
  const removed = drawn(placesUpTo(units), share, seed, `units ${index + 1}`);
  if (!removed) return [];
  const leading = wires.map((wire): Removal => {
    const { target } = transformOf(wire.transform);
    const removes = (place: number) => removed[target(place, wire) ?? -1] === 1;
    return { kind: 'weights', at: wire.at, removes };
  });
  return [...leading, { kind: 'biases', at: index, removes: (unit) => removed[unit] === 1 }];
}

/** A share of the weights of one connection into a layer. */
function removedConnections(
  { weights }: Network,
  wire: Wire,
  index: number,
  { share, rescaled }: Required<Pick<Lesion, 'share' | 'rescaled'>>,
  seed: number,
): readonly Removal[] {
  const joined = joinedIn(weights[wire.at] as tf.Tensor, wire);
  const removed = drawn(joined, share, seed, streamOf(wire, index));
  if (!removed) return [];
  const count = removed.reduce((sum, one) => sum + one, 0);
  const left = rescaled && count < joined.length ? joined.length / (joined.length - count) : 1;
  return [{ kind: 'weights', at: wire.at, removes: (place) => removed[place] === 1, left }];
}

/** The same numbers, with zeros in the places that are removed, and the others so many times. A new tensor. */
function withoutPlaces(tensor: tf.Tensor, removes: Removal['removes'], times: number): tf.Tensor {
  const values = tensor.dataSync<'float32'>();
  const left = values.map((value, place) => (removes(place) ? 0 : times * value));
  return tf.tensor(left, tensor.shape, 'float32');
}

/** The places of a connection's weights in which there is one. */
function joinedIn({ size }: tf.Tensor, wire: Wire): Uint32Array {
  const { target } = transformOf(wire.transform);
  return placesUpTo(size).filter((place) => target(place, wire) !== undefined);
}

/** 0 … `count` - 1 */
function placesUpTo(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, place) => place);
}

/** The stream that a connection's lesion is drawn from; neighbours have the shorter name. */
function streamOf({ name, source, direction }: Wire, index: number): string {
  const isNeighbour = Math.abs(source - (index + 1)) <= 1;
  return isNeighbour ? `${direction} ${index + 1}` : `${direction} ${name}`;
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
