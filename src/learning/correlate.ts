import * as tf from '@tensorflow/tfjs-core';
import { overTime } from './over-time';

/**
 * The gradient of weights from what they saw and the pushes δ on the layer they lead into:
 * Σ inputᵀ · push over steps, hypotheses and images, as one matrix product: [from, to].
 * `inputs` are [K or 1, B or 1, from], one a step; `pushes` are [T, K, B, to].
 *
 * An input that is the same at all steps (a still image, a held label) is multiplied once, by the
 * sum of its pushes over the steps and over any axis that the input does not have.
 */
export function correlate(inputs: readonly tf.Tensor3D[], pushes: tf.Tensor4D): tf.Tensor2D {
  const [held] = inputs as [tf.Tensor3D];
  const hypotheses = pushes.shape[1];
  return tf.tidy(() =>
    inputs.every((one) => one === held)
      ? tf.matMul(rows(held), rows(sumToFit(pushes, held)), true)
      : tf.matMul(rows(overTime(inputs, hypotheses)), rows(pushes), true),
  );
}

/** `pushes` summed over the steps, and over the axes in which `input` has length 1. */
function sumToFit(pushes: tf.Tensor4D, input: tf.Tensor3D): tf.Tensor {
  const [hypotheses, images] = input.shape;
  const axes = [0, ...(hypotheses === 1 ? [1] : []), ...(images === 1 ? [2] : [])];
  return tf.sum(pushes, axes);
}

/** [… , n] → [everything else, n] */
function rows(values: tf.Tensor): tf.Tensor2D {
  return tf.reshape(values, [-1, values.shape[values.rank - 1] as number]);
}
