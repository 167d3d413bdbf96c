import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { drain } from './drain';
import type { Frame } from './frame';
import { settle, still } from './settle';
import { type Dynamics, PAPER_DYNAMICS } from './step';

/**
 * Activity of each hidden layer, lowest first, after so many steps of a still image: [K or 1, B, n].
 * New tensors; the caller owns them.
 */
export function activityAfter(
  network: Network,
  shown: Frame,
  steps: number,
  dynamics: Dynamics = PAPER_DYNAMICS,
): tf.Tensor3D[] {
  return tidy(() => {
    let layers: tf.Tensor3D[] = [];
    drain(settle(network, still(shown, steps), dynamics), (state) => {
      if (state.step === steps) layers = state.layers.map(({ activity }) => tf.clone(activity));
    });
    return layers;
  });
}
