import * as tf from '../engine/ops';
import { product } from '../engine/product';

/**
 * Where the readout's weights should go: the gradient of the mean log probability of the truth,
 * inputᵀ (truth − softmax(logits)) / B: [units read, classes].
 * `input` [B, units read], `logits` and one-hot `truth` [B, classes].
 */
export function readoutGradient(
  input: tf.Tensor2D,
  logits: tf.Tensor2D,
  truth: tf.Tensor2D,
): tf.Tensor2D {
  return tf.tidy(() => {
    const error = tf.div<tf.Tensor2D>(tf.sub(truth, tf.softmax(logits)), input.shape[0]);
    return product(input, error, true);
  });
}
