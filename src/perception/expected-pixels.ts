import * as tf from '../engine/ops';
import type { Architecture } from '../network/architecture';
import type { Network } from '../network/network';
import { PIXELS, type Wire, wiresOf } from '../network/wires';
import { expectation } from './layer-input';

/**
 * What layer 1 expects of the pixels: its normalised activity [K, B, n_1] through the weights by which
 * it sees them, ŝ_1 U_1ᵀ: [K, B, n_0], above 0 where ink is expected. No weights lead down to the
 * pixels, and nothing was learnt to draw them: this is a way of looking at a state. A new tensor; the
 * caller owns it. Throws RangeError where layer 1 does not see the pixels.
 */
export function expectedPixels(
  { architecture, weights }: Network,
  normalised: tf.Tensor3D,
): tf.Tensor3D {
  const wire = wireFromPixels(architecture);
  return tf.tidy(() => expectation(normalised, weights[wire.at] as tf.Tensor, wire));
}

/** How layer 1 sees the pixels. Throws RangeError where it does not. */
export function wireFromPixels(architecture: Architecture): Wire {
  const wire = wiresOf(architecture)[0]?.find(({ source }) => source === PIXELS);
  if (!wire) throw new RangeError('layer 1 does not see the pixels');
  return wire;
}
