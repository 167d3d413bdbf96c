import * as tf from './ops';

/**
 * `tf.tidy` for functions that return records of tensors: everything they made is freed but the
 * tensors inside what they return.
 */
export function tidy<T>(work: () => T): T {
  return tf.tidy(work as () => tf.TensorContainer) as T;
}

/** What `work` makes of these tensors, which are freed when it is done, also where it throws. */
export function withTensors<T extends tf.TensorContainer, Result>(
  tensors: T,
  work: (tensors: T) => Result,
): Result {
  try {
    return work(tensors);
  } finally {
    tf.dispose(tensors);
  }
}

/**
 * Labels [B], int32, as rows of one 1 among zeros: [B, classes], float32.
 *
 * Cast afterwards, because tf.oneHot of type float32 is wrong in the WASM engine of tfjs 4.22.0:
 * it writes whole numbers where it should write floats, and every label comes out as nothing.
 */
export function oneHot(labels: tf.Tensor1D, classes: number): tf.Tensor2D {
  return tf.tidy(() => tf.cast<tf.Tensor2D>(tf.oneHot(labels, classes) as tf.Tensor2D, 'float32'));
}
