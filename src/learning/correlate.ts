import * as tf from '@tensorflow/tfjs-core';

/** What a set of weights saw at one step, and the push δ on the layer they lead into. */
export interface Pair {
  /** [K or 1, B or 1, from] */
  readonly input: tf.Tensor3D;
  /** [K, B, to] */
  readonly push: tf.Tensor3D;
}

/**
 * The gradient of weights from their pairs: Σ inputᵀ · push over steps, hypotheses and images,
 * as one matrix product: [from, to].
 *
 * What is the same everywhere is multiplied once: pushes on the same input (a still image, a held
 * label) are summed over the steps first, and over any axis that the input does not have.
 */
export function correlate(pairs: readonly Pair[]): tf.Tensor2D {
  return tf.tidy(() => {
    const pushes = new Map<tf.Tensor3D, tf.Tensor3D[]>();
    for (const { input, push } of pairs) {
      const reduced = sumToFit(push, input);
      const same = pushes.get(input);
      if (same) same.push(reduced);
      else pushes.set(input, [reduced]);
    }
    const inputs = [...pushes.keys()].map(rows);
    const sums = [...pushes.values()].map((same) => rows(tf.addN(same)));
    return tf.matMul(tf.concat2d(inputs, 0), tf.concat2d(sums, 0), true);
  });
}

/** `push` summed over the axes in which `input` has length 1. */
function sumToFit(push: tf.Tensor3D, input: tf.Tensor3D): tf.Tensor3D {
  const axes = [0, 1].filter((axis) => input.shape[axis] === 1 && push.shape[axis] !== 1);
  return axes.length === 0 ? push : tf.sum(push, axes, true);
}

/** [K, B, n] → [K · B, n] */
function rows(values: tf.Tensor3D): tf.Tensor2D {
  const [hypotheses, images, units] = values.shape;
  return tf.reshape(values, [hypotheses * images, units]);
}
