import * as tf from '../engine/ops';
import type { Drive } from './layer-input';
import type { PerceptionState } from './state';

/** Handles of its own on a lent state (no copy of the numbers); `release` it when done. */
export function retain(state: PerceptionState): PerceptionState {
  const kept = (drives: readonly Drive[]) => drives.map((drive) => drive && tf.clone(drive));
  return {
    ...state,
    drive: { bottom: kept(state.drive.bottom), top: kept(state.drive.top) },
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
  const drives = [...drive.bottom, ...drive.top].filter((one) => one !== undefined);
  return [...drives, ...ofLayers];
}
