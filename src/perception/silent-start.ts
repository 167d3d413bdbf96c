import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { layerState } from './layer-state';
import type { InitialState } from './settle';
import { bottomUpPass } from './step';

/**
 * A state at time 0 in which no unit is active, in place of the bottom-up pass; what is clamped is
 * seen from the first step on. `settle` owns what it returns.
 */
export const silentStart: InitialState = (network, frame) =>
  tidy(() => {
    const pass = bottomUpPass(network, frame);
    const layers = pass.layers.map(({ activity }) => layerState(tf.zerosLike(activity)));
    return { ...pass, layers };
  });
