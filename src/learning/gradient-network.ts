import type { Tensor, Tensor2D } from '../engine/ops';
import type { Architecture } from '../network/architecture';
import type { Network } from '../network/network';
import { wiresOf } from '../network/wires';
import type { LayerGradient } from './local-gradient';

/**
 * Gradients as a network whose numbers they are. `layers` has those of each hidden layer, for its
 * connections in the order of `wiresOf`.
 */
export function gradientNetwork(
  architecture: Architecture,
  layers: readonly LayerGradient[],
  readout: Tensor2D,
): Network {
  const weights: Tensor[] = [];
  for (const [index, wires] of wiresOf(architecture).entries())
    for (const [at, wire] of wires.entries())
      weights[wire.at] = layers[index]?.weights[at] as Tensor;
  return { architecture, weights, biases: layers.map(({ bias }) => bias), readout };
}
