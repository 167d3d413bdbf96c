import * as tf from '../engine/ops';
import type { LayerState, PerceptionState } from '../perception/state';
import { allRows } from './rows';

/** Goodness of each hidden layer at each step, as numbers: [T × K × B] a layer. */
export function goodnessOverTime(states: readonly PerceptionState[]): readonly Float32Array[] {
  const [{ layers, frame }] = states as [PerceptionState];
  const images = frame.pixels.shape[1];
  return layers.map((_, index) => {
    const steps = states.map((state) => (state.layers[index] as LayerState).goodness);
    return tf.tidy(() => {
      const all = steps.map((one) => allRows(one, images));
      return tf.concat2d(all, 0).dataSync<'float32'>();
    });
  });
}
