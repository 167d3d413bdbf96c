import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Network } from './network';
import type { Sizes } from './sizes';

/** What a parameter is, which decides how it is updated. */
export type ParameterKind = 'bottom_up' | 'top_down' | 'bias' | 'readout';

/** One parameter of a network, by the name it has in checkpoints. */
export interface Parameter {
  /** `layer_1.bottom_up`, `readout` … */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly tensor: Tensor;
}

/** A network's parameters in a fixed order: layers from the lowest, then the readout. */
export function parametersOf(network: Network): readonly Parameter[] {
  const layers = network.layers.flatMap((layer, index): Parameter[] => [
    { name: `layer_${index + 1}.bottom_up`, kind: 'bottom_up', tensor: layer.bottomUp },
    { name: `layer_${index + 1}.top_down`, kind: 'top_down', tensor: layer.topDown },
    { name: `layer_${index + 1}.bias`, kind: 'bias', tensor: layer.bias },
  ]);
  return [...layers, { name: 'readout', kind: 'readout', tensor: network.readout }];
}

/** The network whose parameters `tensorOf` gives by name; the inverse of `parametersOf`. */
export function networkOf(sizes: Sizes, tensorOf: (name: string) => Tensor): Network {
  return {
    sizes,
    layers: sizes.hidden.map((_, index) => ({
      bottomUp: tensorOf(`layer_${index + 1}.bottom_up`) as Tensor2D,
      topDown: tensorOf(`layer_${index + 1}.top_down`) as Tensor2D,
      bias: tensorOf(`layer_${index + 1}.bias`) as Tensor1D,
    })),
    readout: tensorOf('readout') as Tensor2D,
  };
}

/** A network of the same sizes whose every parameter is `change` of this one's. */
export function mapParameters(network: Network, change: (parameter: Parameter) => Tensor): Network {
  const changed = new Map(parametersOf(network).map((one) => [one.name, change(one)]));
  return networkOf(network.sizes, (name) => changed.get(name) as Tensor);
}

/** Frees every tensor of the network. */
export function disposeNetwork(network: Network): void {
  for (const { tensor } of parametersOf(network)) tensor.dispose();
}
