import * as tf from '../engine/ops';
import type { LayerState, PerceptionState } from '../perception/state';
import { HYPOTHESES } from './hypotheses';

/**
 * One matrix for all steps from one tensor a step, [K or 1, B or 1, n] each: [T · K · B, n]. What
 * is the same under every hypothesis, or for every image, is repeated.
 */
export function overTime(steps: readonly tf.Tensor3D[], images: number): tf.Tensor2D {
  const [{ shape }] = steps as [tf.Tensor3D];
  const whole: [number, number, number] = [HYPOTHESES, images, shape[2]];
  return tf.tidy(() => {
    const each = steps.map((one) =>
      one.shape[0] === HYPOTHESES && one.shape[1] === images
        ? one
        : tf.broadcastTo<tf.Rank.R3>(one, whole),
    );
    return tf.reshape(tf.concat3d(each, 0), [-1, shape[2]]);
  });
}

/** Goodness of each hidden layer at each step, as numbers: [T × K × B] a layer. */
export function goodnessOverTime(states: readonly PerceptionState[]): readonly Float32Array[] {
  const [{ layers, frame }] = states as [PerceptionState];
  const images = frame.pixels.shape[1];
  return layers.map((_, index) => {
    const steps = states.map((state) => (state.layers[index] as LayerState).goodness);
    const all = overTime(steps, images);
    const values = all.dataSync<'float32'>();
    all.dispose();
    return values;
  });
}
