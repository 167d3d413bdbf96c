import * as tf from '@tensorflow/tfjs-core';

/**
 * How strongly a layer's activity is pushed, from its goodness [T, 2, B, 1] at each step under the
 * true label (0) and the wrong one (1): the coefficient c of δ = c · s, of the same shape.
 */
export type Objective = (goodness: tf.Tensor4D, units: number) => tf.Tensor4D;

/**
 * Raise goodness for the true label and lower it for the wrong one:
 * c = target − p with p = σ((G − n) / T); that is 1 − p for the true label, −p for the other.
 * `temperature` T is in units of goodness. Source: sections 2 and 3.3 of the paper; θ = n.
 */
export function maximiseGoodness(temperature: number): Objective {
  return (goodness, units) =>
    tf.tidy(() => {
      const target = tf.tensor4d([1, 0], [1, 2, 1, 1]);
      return tf.sub(target, tf.sigmoid(tf.div(tf.sub(goodness, units), temperature)));
    });
}
