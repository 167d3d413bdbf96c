import * as tf from './ops';

/**
 * `tf.tidy` for functions that return records of tensors: everything they made is freed but the
 * tensors inside what they return.
 */
export function tidy<T>(work: () => T): T {
  return tf.tidy(work as () => tf.TensorContainer) as T;
}
