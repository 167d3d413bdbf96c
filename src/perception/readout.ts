import * as tf from '../engine/ops';
import { layersRead } from '../network/architecture';
import type { Network } from '../network/network';
import type { PerceptionState } from './state';

/**
 * What the readout sees of a state that no label has reached: the normalised activities of the
 * hidden layers that its architecture names, side by side: [B, units read].
 */
export function readoutInput(
  { architecture }: Network,
  { layers }: Pick<PerceptionState, 'layers'>,
): tf.Tensor2D {
  return tf.tidy(() => {
    const seen = layersRead(architecture).map((index) => {
      const layer = layers[index]?.normalised as tf.Tensor3D;
      return tf.squeeze<tf.Tensor2D>(layer, [0]);
    });
    return seen.length === 1 ? (seen[0] as tf.Tensor2D) : tf.concat2d(seen, 1);
  });
}

/**
 * The feed-forward classifier: logits of each class from the bottom-up pass alone, [B, classes].
 * Source: section 3.3 of the paper, where it also supplies the hard negatives.
 */
export function readoutLogits(
  network: Network,
  bottomUp: Pick<PerceptionState, 'layers'>,
): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(readoutInput(network, bottomUp), network.readout));
}
