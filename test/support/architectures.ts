import {
  eye,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Architecture, Sizes } from '../../src/network/architecture';
import { layersOf, neighbours } from '../../src/network/neighbours';
import { type Network, unitsRead } from '../../src/network/network';
import type { Ends } from '../../src/network/transforms/transform';
import { type TransformDeclaration, transformOf } from '../../src/network/transforms/transforms';
import { wiresOf } from '../../src/network/wires';

/** Dense layers that see both neighbours. */
export function recurrent(sizes: Sizes): Architecture {
  return neighbours(layersOf(sizes), { topDown: true });
}

/** Dense layers that see the one below. */
export function feedforward(sizes: Sizes): Architecture {
  return neighbours(layersOf(sizes), { topDown: false });
}

/** What leads into a layer that sees its neighbours. */
export interface NeighbourWeights {
  /** [n_{l-1}, n_l] */
  readonly bottomUp: Tensor2D;
  /** [n_{l+1}, n_l]; undefined where nothing leads down. */
  readonly topDown: Tensor2D;
  /** [n_l] */
  readonly bias: Tensor1D;
}

/** The weights into each hidden layer, lowest first, of a network whose layers see their neighbours. */
export function layersIn({ architecture, weights, biases }: Network): NeighbourWeights[] {
  return wiresOf(architecture).map((wires, index) => {
    const into = (name: string) => {
      const wire = wires.find((one) => one.name.endsWith(name));
      return wire && (weights[wire.at] as Tensor2D);
    };
    return {
      bottomUp: into('.bottom_up') as Tensor2D,
      topDown: into('.top_down') as Tensor2D,
      bias: biases[index] as Tensor1D,
    };
  });
}

/** The same network with other weights into its hidden layers; nothing is copied. */
export function withLayers(network: Network, layers: readonly NeighbourWeights[]): Network {
  const weights = [...network.weights];
  for (const [index, wires] of wiresOf(network.architecture).entries())
    for (const { name, at } of wires) {
      const { bottomUp, topDown } = layers[index] as NeighbourWeights;
      weights[at] = name.endsWith('.bottom_up') ? bottomUp : topDown;
    }
  return { ...network, weights, biases: layers.map(({ bias }) => bias) };
}

/** A network of these layers, each seeing its neighbours, whose readout is zero. */
export function networkOfLayers(layers: readonly NeighbourWeights[]): Network {
  const [lowest, highest] = [layers[0], layers.at(-1)] as [NeighbourWeights, NeighbourWeights];
  const architecture = recurrent({
    pixels: lowest.bottomUp.shape[0],
    hidden: layers.map(({ bias }) => bias.size),
    classes: highest.topDown.shape[0],
  });
  const readout = zeros<Rank.R2>([unitsRead(architecture), architecture.label.units]);
  return withLayers({ architecture, weights: [], biases: [], readout }, layers);
}

/** The matrix that does what these weights do, each unit that is seen being shown alone: [from, to]. */
export function asMatrix(weights: Tensor, wire: Ends<TransformDeclaration>): Tensor2D {
  return transformOf(wire.transform).project(eye(wire.from.units), weights, wire);
}
