import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import type { Network } from '../../network/network';
import { transformOf } from '../../network/transforms/transforms';
import { upwardWiresOf, type Wire } from '../../network/wires';
import { lessMean } from '../../perception/frame';

/** What rows [B, from] send over a connection: [B, to]. */
export function sentOver({ weights }: Network, wire: Wire, rows: tf.Tensor2D): tf.Tensor2D {
  return transformOf(wire.transform).project(rows, weights[wire.at] as tf.Tensor, wire);
}

/** Σ_c of what comes `over` each of these connections into one layer: [B, n_l]. */
export function sumOver(wires: readonly Wire[], over: (wire: Wire) => tf.Tensor2D): tf.Tensor2D {
  return wires.map(over).reduce((all, one) => tf.add<tf.Tensor2D>(all, one));
}

/**
 * One pass of ReLUs over the connections that lead up, without normalisation: what reaches each hidden layer
 * of pixels [B, n_0], before its rectifier, lowest first. [B, n_l]
 */
export function plainPass(network: Network, pixels: tf.Tensor2D): readonly tf.Tensor2D[] {
  const { architecture } = network;
  const shown = [lessMean(architecture.input, pixels)];
  return upwardWiresOf(architecture).map((wires, index) => {
    const sum = sumOver(wires, (wire) =>
      sentOver(network, wire, shown[wire.source] as tf.Tensor2D),
    );
    const input: tf.Tensor2D = tf.add(sum, network.biases[index] as tf.Tensor1D);
    shown.push(tf.relu(input));
    return input;
  });
}

interface Shown {
  readonly network: Network;
  /** [B, n_0] */
  readonly pixels: tf.Tensor2D;
}

/** What each hidden layer does in a `plainPass`, lowest first: [B, n_l]. One call of the engine. */
export const plainActivity = compiled(({ network, pixels }: Shown) =>
  tidy((): readonly tf.Tensor2D[] => plainPass(network, pixels).map((input) => tf.relu(input))),
);
