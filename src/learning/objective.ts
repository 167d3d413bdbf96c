import * as tf from '../engine/ops';
import type { LayerState } from '../perception/state';

/**
 * How strongly a layer's activity is pushed, from its goodness G under labels of this target
 * (1 the true label, 0 a wrong one) and its number of units: the coefficient c of δ = c · s, of the shape of
 * `goodness`. New tensors.
 */
export type Objective = (goodness: tf.Tensor3D, units: number, target: 0 | 1) => tf.Tensor3D;

/**
 * Raise goodness for the true label and lower it for the wrong one:
 * c = target − p with p = σ((G − n) / T); that is 1 − p for the true label, −p for the other.
 * `temperature` T is in units of goodness. Source: sections 2 and 3.3 of the paper; θ = n.
 */
export function maximiseGoodness(temperature: number): Objective {
  return (goodness, units, target) =>
    tf.tidy(() => {
      const margin: tf.Tensor3D = tf.div(tf.sub(goodness, units), temperature);
      return target === 1 ? tf.sigmoid(tf.neg(margin)) : tf.neg(tf.sigmoid(margin));
    });
}

/**
 * The other way round: lower goodness for the true label and raise it for the wrong one, so that
 * what comes down learns to cancel what comes up where both agree (min-ssq):
 * c = p − target with p = σ((n − G) / T). Source: section 2 of the paper, which names it as an
 * alternative; the label with the least goodness is then the answer.
 */
export function minimiseGoodness(temperature: number): Objective {
  return (goodness, units, target) =>
    tf.tidy(() => {
      const margin: tf.Tensor3D = tf.div(tf.sub(goodness, units), temperature);
      return target === 1 ? tf.neg(tf.sigmoid(margin)) : tf.sigmoid(tf.neg(margin));
    });
}

/** A layer's activity on the positives, the first hypothesis: [2, B, n] → [B, n]. */
export function positiveActivity({ activity }: LayerState): tf.Tensor2D {
  const [, images, units] = activity.shape;
  return tf.reshape(tf.slice(activity, [0, 0, 0], [1, images, units]), [images, units]);
}
