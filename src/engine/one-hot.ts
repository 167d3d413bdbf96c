import * as tf from './ops';

/**
 * Labels [B], int32, as rows of one 1 among zeros: [B, classes], float32.
 *
 * Cast afterwards, because tf.oneHot of type float32 is wrong in the WASM engine of tfjs 4.22.0:
 * it writes whole numbers where it should write floats, and every label comes out as nothing.
 */
export function oneHot(labels: tf.Tensor1D, classes: number): tf.Tensor2D {
  return tf.tidy(() => tf.cast<tf.Tensor2D>(tf.oneHot(labels, classes) as tf.Tensor2D, 'float32'));
}
