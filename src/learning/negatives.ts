import * as tf from '../engine/ops';
import type { RandomStream } from '../engine/random';

/**
 * A wrong label for each image, drawn from the readout's probabilities with the true label
 * excluded: what the net itself would most easily take the image for. [B], int32.
 *
 * `logits`, one-hot `truth` and `noise` (`drawGumbelNoise`) are [B, classes]. The draw is the argmax of
 * logits + Gumbel noise, which has exactly the softmax probabilities. Source: hard negatives,
 * section 3.3 of the paper.
 */
export function drawNegatives(
  logits: tf.Tensor2D,
  truth: tf.Tensor2D,
  noise: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const allowed = tf.where(tf.cast(truth, 'bool'), Number.NEGATIVE_INFINITY, logits);
    return tf.argMax(tf.add(allowed, noise), 1);
  });
}

/** What is added to each logit when negatives are drawn, of a standard Gumbel distribution: [images, classes]. */
export function drawGumbelNoise(
  images: number,
  classes: number,
  random: RandomStream,
): tf.Tensor2D {
  const noise = random.uniforms(images * classes).map((u) => -Math.log(-Math.log(u + 2 ** -25)));
  return tf.tensor2d(noise, [images, classes]);
}
