import * as tf from '../engine/ops';
import type { LayerState } from '../perception/state';

/** A layer's activity on what is to be raised, the first hypothesis: [2, B, n] → [B, n]. */
export function raisedActivity({ activity }: LayerState): tf.Tensor2D {
  const [, images, units] = activity.shape;
  return tf.reshape(tf.slice(activity, [0, 0, 0], [1, images, units]), [images, units]);
}
