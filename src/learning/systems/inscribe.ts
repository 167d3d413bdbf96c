import { normalise, sumOfSquares } from '../../engine/normalise';
import * as tf from '../../engine/ops';

/** How a label is written into an image. */
export interface Writing {
  /** In units of the image's root mean square; without it a label is as strong as a white pixel. */
  readonly labelStrength?: number | undefined;
}

/**
 * Images [B, n_0] with a label [B or 1, classes] written over their first pixels. Without `labelStrength` it is as strong
 * as a white pixel (section 3.3 of the paper, where a digit's border is black): once image and label are normalised, it
 * is the weaker the brighter the image. With `labelStrength` the other pixels are first scaled, so that without the
 * label the mean square of all pixels would be 1; the label is that strong beside them. The caller owns the result.
 */
export function inscribe(
  pixels: tf.Tensor2D,
  label: tf.Tensor2D,
  { labelStrength }: Writing = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const [images, size] = pixels.shape;
    const classes = label.shape[1];
    const rest = tf.slice(pixels, [0, classes], [images, size - classes]);
    const beside = tf.broadcastTo<tf.Rank.R2>(label, [images, classes]);
    if (labelStrength === undefined) return tf.concat2d([beside, rest], 1);
    // `normalise` takes the mean over the rest alone; here it is to be over all pixels.
    const squares = tf.mul<tf.Tensor2D>(sumOfSquares(rest), (size - classes) / size);
    return tf.concat2d([tf.mul<tf.Tensor2D>(beside, labelStrength), normalise(rest, squares)], 1);
  });
}

/** The same for several hypotheses, `labels` [K, B or 1, classes]: [K, B, n_0]. */
export function inscribed(
  pixels: tf.Tensor2D,
  labels: tf.Tensor3D,
  writing: Writing = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const each = tf.unstack(labels) as tf.Tensor2D[];
    return tf.stack(each.map((label) => inscribe(pixels, label, writing))) as tf.Tensor3D;
  });
}

/** The label that says nothing: every class alike, 1 in all. [1, 1, classes]. Source: `ffnew.m`. */
export function neutral(classes: number): tf.Tensor3D {
  return tf.fill([1, 1, classes], 1 / classes);
}
