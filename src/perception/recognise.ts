import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { seesLabel, sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { everyLabel, frame } from './frame';
import { scoreAt } from './goodness';
import { PAPER_WINDOW, type Window } from './perception-settings';
import { readoutLogits } from './readout';
import { drain, settle, still } from './settle';
import { type Dynamics, PAPER_DYNAMICS } from './step';

/** What the network made of a batch of images. */
export interface Recognition {
  readonly images: number;
  readonly classes: number;
  /**
   * Score of each hypothesis at each step 1 … steps: `scores[step - 1]` is [B × classes]. A network
   * that moves only once has one; one that no label is tried on has none.
   */
  readonly scores: readonly Float32Array[];
  /** Logits of the one-pass readout: [B × classes]. */
  readonly logits: Float32Array;
}

/**
 * Tries every label on `pixels` [B, n_0] for `steps` steps and scores each by its goodness.
 * All labels share one hypothesis axis, and what no label has reached is computed once.
 */
export function recognise(
  network: Network,
  pixels: tf.Tensor2D,
  steps: number = PAPER_WINDOW.last,
  dynamics: Dynamics = PAPER_DYNAMICS,
): Recognition {
  const { classes } = sizesOf(network.architecture);
  if (!seesLabel(network.architecture))
    throw new RangeError('no label reaches this network: it has nothing to tell them apart by');
  return tidy(() => {
    const scores: Float32Array[] = [];
    let logits: Float32Array = new Float32Array();
    drain(settle(network, still(frame(pixels, everyLabel(classes)), steps), dynamics), (state) => {
      if (state.step === 0) logits = readoutLogits(network, state).dataSync<'float32'>();
      else scores.push(tf.transpose(scoreAt(state)).dataSync<'float32'>()); // [K, B] → [B, K]
    });
    return { images: pixels.shape[0], classes, scores, logits };
  });
}

/** What a network on which no label is tried made of images: its readout's `logits` [B, classes]. */
export function readoutAlone(logits: tf.Tensor2D): Recognition {
  const [images, classes] = logits.shape;
  return { images, classes, scores: [], logits: logits.dataSync<'float32'>() };
}

/** Scores summed over the steps of the window: [B × classes]. */
export function accumulate(
  { scores }: Pick<Recognition, 'scores'>,
  window: Window = PAPER_WINDOW,
): Float32Array {
  const counted = scores.slice(window.first - 1, window.last);
  if (counted.length !== window.last - window.first + 1)
    throw new RangeError(
      `window ${window.first}–${window.last} reaches past the ${scores.length} steps recorded`,
    );
  return (counted[0] as Float32Array).map((_, at) =>
    counted.reduce((sum, step) => sum + (step[at] as number), 0),
  );
}

/** The class of the highest value for each image; the lowest class of equals. [B × classes] → [B] */
export function winners(values: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: values.length / classes }, (_, image) => {
    const row = values.subarray(image * classes, (image + 1) * classes);
    return row.reduce((best, value, label) => (value > (row[best] as number) ? label : best), 0);
  });
}
