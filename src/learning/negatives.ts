import * as tf from '../engine/ops';
import type { RandomStream } from '../engine/random';

/**
 * A wrong label for each image, drawn from the readout's probabilities with the true label
 * excluded: what the net itself would most easily take the image for. [B], int32.
 *
 * `logits` and one-hot `truth` are [B, classes]. The draw is the argmax of logits + Gumbel noise,
 * which has exactly the softmax probabilities. Source: hard negatives, section 3.3 of the paper.
 */
export function drawNegatives(
  logits: tf.Tensor2D,
  truth: tf.Tensor2D,
  random: RandomStream,
): tf.Tensor1D {
  return tf.tidy(() => {
    const gumbel = random.uniforms(logits.size).map((u) => -Math.log(-Math.log(u + 2 ** -25)));
    const allowed = tf.where(tf.cast(truth, 'bool'), Number.NEGATIVE_INFINITY, logits);
    return tf.argMax(tf.add(allowed, tf.tensor2d(gumbel, logits.shape)), 1);
  });
}
