import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { ascend, drivenByPixels } from '../perception/ascend';
import type { LayerState } from '../perception/state';

/** What a feed-forward network makes of some images: one pass, and that is all. */
export interface Look {
  /** The images at mean square 1: [K, B, n_0]. */
  readonly input: tf.Tensor3D;
  /** Hidden layers, lowest first. */
  readonly layers: readonly LayerState[];
}

/** The bottom-up pass over images [K, B, n_0], each normalised first. The caller owns the result. */
export function look(network: Network, images: tf.Tensor3D): Look {
  return tidy(() => {
    const input = normalise(images);
    return { input, layers: ascend(network, drivenByPixels(network, input)) };
  });
}

/** Activity of each hidden layer on images [B, n_0], lowest first: [1, B, n]. The caller owns it. */
export function activityAt(network: Network, images: tf.Tensor2D): tf.Tensor3D[] {
  return tidy(() =>
    look(network, tf.expandDims(images, 0) as tf.Tensor3D).layers.map(({ activity }) => activity),
  );
}
