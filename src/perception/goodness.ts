import * as tf from '../engine/ops';
import type { PerceptionState } from './state';

/**
 * A hypothesis' score at one step: goodness per unit, summed over the hidden layers, or over those
 * (0-based) that `counted` names. [K or 1, B], larger = more; the caller owns it.
 * Source: docs/model.md.
 */
export function scoreAt(
  { layers }: Pick<PerceptionState, 'layers'>,
  counted: readonly number[] = layers.map((_, index) => index),
): tf.Tensor2D {
  return tf.tidy(() => {
    const each = layers
      .filter((_, index) => counted.includes(index))
      .map(({ activity, goodness }) =>
        tf.div<tf.Tensor2D>(tf.squeeze(goodness, [2]), activity.shape[2]),
      );
    return each.reduce((sum, layer) => tf.add<tf.Tensor2D>(sum, layer));
  });
}
