import * as tf from '../engine/ops';
import type { PerceptionState } from './state';

/** Handles of its own on a lent state (no copy of the numbers); `release` it when done. */
export function retain(state: PerceptionState): PerceptionState {
  const { bottom, top } = state.drive;
  return {
    ...state,
    drive: { bottom: tf.clone(bottom), top: tf.clone(top) },
    layers: state.layers.map(({ activity, goodness, normalised }) => ({
      activity: tf.clone(activity),
      goodness: tf.clone(goodness),
      normalised: tf.clone(normalised),
    })),
  };
}

/** Frees a state's tensors, except those that `successor` shares. The frame is not the state's. */
export function release(state: PerceptionState, successor?: PerceptionState): void {
  const shared = new Set(successor ? tensorsOf(successor) : []);
  tf.dispose(tensorsOf(state).filter((tensor) => !shared.has(tensor)));
}

function tensorsOf({ drive, layers }: PerceptionState): tf.Tensor[] {
  const ofLayers = layers.flatMap((layer) => [layer.activity, layer.goodness, layer.normalised]);
  return [drive.bottom, drive.top, ...ofLayers];
}
