import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { lessMean } from '../../perception/frame';
import type { Recognition } from '../../perception/recognise';
import { energySlope } from './energy-slope';
import { plainPass } from './plain-input';
import { type Clamped, clampPixels, errorsOf, type Values } from './prediction-errors';

/** How values are inferred, as a compiled function is told. */
export interface Inference {
  /** So many steps down the slope of the energy. */
  readonly steps: number;
  /** How far each goes. */
  readonly inferenceRate: number;
  /** τ: how much what is predicted from above counts in the energy. */
  readonly topDown: number;
}

/**
 * Pixels [B, n_0] clamped, and what one pass takes them to be: values of which nothing from below predicts
 * otherwise. New tensors; the caller owns them.
 */
export function beginInference(
  network: Network,
  pixels: tf.Tensor2D,
  { topDown }: Pick<Inference, 'topDown'>,
): { readonly clamped: Clamped; readonly values: Values } {
  return tidy(() => {
    const clamped = clampPixels(network, lessMean(network.architecture.input, pixels), topDown);
    const hidden = plainPass(network, pixels);
    const label: tf.Tensor2D = tf.matMul(tf.relu(hidden.at(-1) as tf.Tensor2D), network.readout);
    return { clamped, values: { hidden, label } };
  });
}

/** One step: x ← x − η ∂E/∂x, all layers at once; of the label, too, where it is free. New tensors. */
export function inferOnce(
  clamped: Clamped,
  { hidden, label }: Values,
  { inferenceRate }: Pick<Inference, 'inferenceRate'>,
  labelIs: 'free' | 'clamped',
): Values {
  return tidy(() => {
    const values = { hidden, label };
    const slope = energySlope(clamped, values, errorsOf(clamped, values));
    const down = (value: tf.Tensor2D, along: tf.Tensor2D) =>
      tf.sub<tf.Tensor2D>(value, tf.mul(along, inferenceRate));
    return {
      hidden: hidden.map((value, index) => down(value, slope.hidden[index] as tf.Tensor2D)),
      label: labelIs === 'free' ? down(label, slope.label) : tf.clone(label),
    };
  });
}

interface Seen {
  readonly network: Network;
  readonly pixels: tf.Tensor2D;
  readonly inference: Inference;
}

/** The label's values [B, classes] on one pass and after each step of inference with the label free. */
const labels = compiled(({ network, pixels, inference }: Seen) =>
  tidy(() => {
    const { clamped, values } = beginInference(network, pixels, inference);
    const all = [values];
    for (let step = 0; step < inference.steps; step++)
      all.push(inferOnce(clamped, all[step] as Values, inference, 'free'));
    return all.map(({ label }) => label);
  }),
);

/** A label's score at a step is its value where it is inferred; the readout of one pass is where that begins. */
export function recogniseByInference(
  network: Network,
  pixels: tf.Tensor2D,
  { steps, inferenceRate, topDown }: Inference,
): Recognition {
  return tidy(() => {
    const values = labels({ network, pixels, inference: { steps, inferenceRate, topDown } });
    const [logits, ...scores] = values.map((one) => one.dataSync<'float32'>());
    const { classes } = sizesOf(network.architecture);
    return { images: pixels.shape[0], classes, scores, logits: logits as Float32Array };
  });
}
