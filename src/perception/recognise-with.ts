import type * as tf from '../engine/ops';
import type { Network } from '../network/network';
import { dynamicsOf, type PerceptionSettings } from './perception-settings';
import { inFavour, type Recognition, recognise } from './recognise';

/**
 * What `recognise` makes of `pixels` [B, n_0] under these settings, with scores of which the highest is the
 * answer: goodness, or its negative where the least is preferred.
 */
export function recogniseWith(
  network: Network,
  pixels: tf.Tensor2D,
  perception: Omit<PerceptionSettings, 'window'>,
): Recognition {
  const { steps, prefers } = perception;
  return inFavour(prefers, recognise(network, pixels, steps, dynamicsOf(perception)));
}
