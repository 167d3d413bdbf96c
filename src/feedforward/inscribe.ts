import * as tf from '../engine/ops';

/**
 * Images [B, n_0] with a label [B or 1, classes] written over their first pixels, at the strength
 * of a white pixel. Source: section 3.3 of the paper, where a digit's border is black.
 */
export function inscribe(pixels: tf.Tensor2D, label: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [images, size] = pixels.shape;
    const classes = label.shape[1];
    const rest = tf.slice(pixels, [0, classes], [images, size - classes]);
    return tf.concat2d([tf.broadcastTo<tf.Rank.R2>(label, [images, classes]), rest], 1);
  });
}

/** The same for several hypotheses, `labels` [K, B or 1, classes]: [K, B, n_0]. */
export function inscribed(pixels: tf.Tensor2D, labels: tf.Tensor3D): tf.Tensor3D {
  return tf.tidy(() => {
    const each = tf.unstack(labels) as tf.Tensor2D[];
    return tf.stack(each.map((label) => inscribe(pixels, label))) as tf.Tensor3D;
  });
}

/** The label that says nothing: every class alike, 1 in all. [1, 1, classes]. Source: `ffnew.m`. */
export function neutral(classes: number): tf.Tensor3D {
  return tf.fill([1, 1, classes], 1 / classes);
}
