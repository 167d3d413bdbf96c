import * as tf from '@tensorflow/tfjs-core';
import type { PerceptionState } from './state';

/**
 * A hypothesis' score at one step: goodness a unit, summed over the hidden layers.
 * [K or 1, B], larger = more; the caller owns it. Source: docs/model.md.
 */
export function scoreAt(state: PerceptionState): tf.Tensor2D {
  return tf.tidy(() => {
    const each = state.layers.map(({ activity, goodness }) =>
      tf.div<tf.Tensor2D>(tf.squeeze(goodness, [2]), activity.shape[2]),
    );
    return each.reduce((sum, layer) => tf.add<tf.Tensor2D>(sum, layer));
  });
}
