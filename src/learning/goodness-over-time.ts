import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { LayerState } from '../perception/state';
import type { SeenState } from './gradient';
import { allRows, HYPOTHESES } from './rows';

/** Goodness of each hidden layer at each step: [T, K, B] a layer. New tensors. */
export function goodnessOverTime(states: readonly SeenState[]): readonly tf.Tensor3D[] {
  const [{ layers, frame }] = states as [SeenState];
  const images = frame.pixels.shape[1];
  return tidy(() =>
    layers.map((_, index) => {
      const steps = states.map((state) => (state.layers[index] as LayerState).goodness);
      const all = tf.concat2d(
        steps.map((one) => allRows(one, images)),
        0,
      );
      return tf.reshape<tf.Rank.R3>(all, [states.length, HYPOTHESES, images]);
    }),
  );
}

/** The same of a network that moves only once: [1, K, B], from a layer's state. */
export function goodnessAtOnce({ goodness }: LayerState): tf.Tensor3D {
  const [hypotheses, images] = goodness.shape;
  return tf.reshape(goodness, [1, hypotheses, images]);
}
