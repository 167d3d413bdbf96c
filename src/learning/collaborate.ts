import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';

/**
 * Each layer's goodness as it counts in its own logit when layers work together: its own, and what
 * the others have above or below their thresholds, `share` of it. For layer l with n_l units
 *
 *     G'_l = G_l + share · Σ_{m≠l} (G_m − n_m) · n_l / n_m.
 *
 * No layer is changed for what another does: the sum only says how sure the network is already.
 * [T, K, B] each; new tensors, or the given ones where `share` is 0.
 * Source: G. Lorberbom, I. Gat, Y. Adi, A. Schwing and T. Hazan (2023), Layer Collaboration in the
 * Forward-Forward Algorithm; there thresholds are the same for all layers, here θ = n.
 */
export function collaborate(
  goodness: readonly tf.Tensor3D[],
  units: readonly number[],
  share: number,
): readonly tf.Tensor3D[] {
  if (share === 0) return goodness;
  return tidy(() => {
    const above = goodness.map((one, index) => tf.sub(tf.div(one, units[index] as number), 1));
    const all = tf.addN(above);
    return goodness.map((own, index) => {
      const others = tf.sub(all, above[index] as tf.Tensor);
      return tf.add<tf.Tensor3D>(own, tf.mul(others, share * (units[index] as number)));
    });
  });
}
