import * as tf from '../engine/ops';
import type { FeedforwardNetwork } from '../network/network';
import { project } from './ascend';

/**
 * What layer 1 expects of the pixels: its normalised activity [K, B, n_1] through the weights by which
 * it sees them, ŝ_1 U_1ᵀ: [K, B, n_0], above 0 where ink is expected. No weights lead down to the
 * pixels, and nothing was learnt to draw them: this is a way of looking at a state.
 */
export function expectedPixels(
  { layers }: FeedforwardNetwork,
  normalised: tf.Tensor3D,
): tf.Tensor3D {
  const [lowest] = layers;
  if (!lowest) throw new RangeError('a network without layers expects nothing');
  return tf.tidy(() => project(normalised, tf.transpose(lowest.bottomUp)));
}
