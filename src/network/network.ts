import { gigabytes } from '../engine/memory';
import type { Tensor, Tensor1D, Tensor2D } from '../engine/ops';
import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import { remembered } from '../engine/remembered';
import { tidy } from '../engine/tidy';
import { InputError, inShort } from '../input/errors';
import { type Architecture, layersRead, sizesOf } from './architecture';
import { checkArchitecture } from './check-architecture';
import type { Layer } from './layer';
import { LARGEST_NETWORK, LONGEST_HEADER } from './safetensors';
import { transformOf } from './transforms/transforms';
import { type Wire, wiresOf } from './wires';

/** An architecture with its numbers. */
export interface Network {
  readonly architecture: Architecture;
  /** The weights of each connection, in the order of the architecture. U and D in docs/model.md. */
  readonly weights: readonly Tensor[];
  /** The bias of each hidden layer, lowest first: [n_l]. */
  readonly biases: readonly Tensor1D[];
  /** Softmax weights from the activities it reads: [units read, classes]. */
  readonly readout: Tensor2D;
}

/** What a parameter is, which decides how it is updated. */
export type ParameterKind = 'weights' | 'frozen' | 'bias' | 'readout';

/** One parameter of a network. */
interface Parameter {
  /** As checkpoints call it: `layer_1.bottom_up`, `layer_1.bias`, `readout` … */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly tensor: Tensor;
}

/** A network's parameters in a fixed order: layers from the lowest, then the readout. */
export function parametersOf({ architecture, weights, biases, readout }: Network) {
  return placesOf(architecture).map(({ name, kind, wire, layer }): Parameter => {
    const tensor = wire ? weights[wire.at] : layer === undefined ? readout : biases[layer];
    return { name, kind, tensor: tensor as Tensor };
  });
}

/**
 * The network of this architecture whose parameters `tensorOf` gives, by name and shape; the inverse
 * of `parametersOf`.
 */
export function networkOf(
  architecture: Architecture,
  tensorOf: (name: string, shape: readonly number[], wire?: Wire) => Tensor,
): Network {
  const weights: Tensor[] = [];
  const biases: Tensor1D[] = [];
  let readout: Tensor2D | undefined;
  for (const { name, shape, wire, layer } of placesOf(architecture)) {
    const tensor = tensorOf(name, shape, wire);
    if (wire) weights[wire.at] = tensor;
    else if (layer === undefined) readout = tensor as Tensor2D;
    else biases[layer] = tensor as Tensor1D;
  }
  return { architecture, weights, biases, readout: readout as Tensor2D };
}

/** A network of the same architecture whose every parameter is `change` of this one's. */
export function mapParameters(network: Network, change: (parameter: Parameter) => Tensor): Network {
  const changed = new Map(parametersOf(network).map((one) => [one.name, change(one)]));
  return networkOf(network.architecture, (name) => changed.get(name) as Tensor);
}

/** The same network with tensor handles of its own; the numbers are shared, not copied. */
export function copyNetwork(network: Network): Network {
  return mapParameters(network, ({ tensor }) => tf.clone(tensor));
}

/** Frees every tensor of the network. */
export function disposeNetwork(network: Network): void {
  for (const { tensor } of parametersOf(network)) tensor.dispose();
}

/** How many weights join an architecture's layers. */
export function weightsIn(architecture: Architecture): number {
  const joining = wiresOf(architecture).flat();
  return joining.reduce((sum, wire) => sum + transformOf(wire.transform).weightCount(wire), 0);
}

/** Units that the readout sees. */
export function unitsRead(architecture: Architecture): number {
  const units = layersRead(architecture).map((index) => architecture.hidden[index] as Layer);
  return units.reduce((sum, layer) => sum + layer.units, 0);
}

interface Place {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly shape: readonly number[];
  readonly wire?: Wire;
  /** Of a bias: its hidden layer (0-based). */
  readonly layer?: number;
}

/** Where a network's parameters are, in their order; asked for at every batch. */
const placesOf = remembered(placesIn);

function placesIn(architecture: Architecture): readonly Place[] {
  const { hidden, label } = architecture;
  const layers = wiresOf(architecture).flatMap((wires, layer): Place[] => {
    const { name, units } = hidden[layer] as Layer;
    return [
      ...wires.map((wire): Place => {
        const kind = wire.frozen ? 'frozen' : 'weights';
        return { name: wire.name, kind, shape: transformOf(wire.transform).shape(wire), wire };
      }),
      { name: `${name}.bias`, kind: 'bias', shape: [units], layer },
    ];
  });
  return [
    ...layers,
    { name: 'readout', kind: 'readout', shape: [unitsRead(architecture), label.units] },
  ];
}

/**
 * A new network: weights from N(0, 1) / √(units that a unit sees), biases and readout zero.
 * Every connection has a random stream of its own under `seed`. The caller owns the tensors.
 * Throws InputError for an architecture that is none, or whose network could not be saved.
 */
export function initialise(architecture: Architecture, seed: number): Network {
  checkArchitecture(architecture);
  checkSavable(architecture);
  const layers = architecture.hidden.map(({ name }) => name);
  const drawn = (name: string, shape: readonly number[], wire?: Wire): Tensor => {
    if (!wire) return tf.zeros([...shape]);
    const kind = name.slice(wire.to.name.length + 1).replaceAll('_', '-');
    const random = randomStream(seed, 'weights', kind, layers.indexOf(wire.to.name) + 1);
    return transformOf(wire.transform).initialise(wire, random);
  };
  return tidy(() => networkOf(architecture, drawn)); // a transform of a person's own may throw
}

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * Throws InputError where a checkpoint would be larger than a file may be. `numbers` is how many it holds for each weight:
 * the weight and its velocity, and a third if weights are averaged. Besides, it holds a header, and a mean activity for
 * each hidden unit.
 */
export function checkSavable(architecture: Architecture, numbers = 2): void {
  const means = FLOAT * hiddenUnits(architecture);
  const saved = LONGEST_HEADER + means + numbers * weightBytes(architecture);
  if (saved > LARGEST_NETWORK)
    throw new InputError(
      `${layersInWords(architecture)} cannot be saved: a checkpoint would take ${gigabytes(saved)}, and files can have ${gigabytes(LARGEST_NETWORK)} at the most. Ask for fewer units`,
    );
}

/** Bytes that a network's weights and biases take. */
export function weightBytes(architecture: Architecture): number {
  const { classes } = sizesOf(architecture);
  const biases = hiddenUnits(architecture);
  return FLOAT * (weightsIn(architecture) + biases + unitsRead(architecture) * classes);
}

/** Units of all hidden layers together. */
export function hiddenUnits(architecture: Architecture): number {
  return sizesOf(architecture).hidden.reduce((sum, units) => sum + units, 0);
}

/** `hidden layers of 500, 500 units` */
export function layersInWords(architecture: Architecture): string {
  return `hidden layers of ${inShort(sizesOf(architecture).hidden.join(', '))} units`;
}
