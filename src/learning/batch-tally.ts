import type * as tf from '../engine/ops';
import { winners } from '../perception/recognise';
import type { Window } from '../perception/window';
import { HYPOTHESES } from './hypotheses';
import type { Tally } from './tally';

/** What of a batch is compared: the hypotheses' goodness, of these layers, over these steps. */
interface Compared {
  /** Each hidden layer's goodness (`goodnessOverTime`): [T × K × B]. */
  readonly goodness: readonly Float32Array[];
  /** Units of each hidden layer. */
  readonly units: readonly number[];
  readonly window: Window;
  /** The layers (0-based) whose goodness counts; all where it is not said. */
  readonly counted?: readonly number[];
  /** Which of two is preferred: the one with the most goodness unless told. */
  readonly prefers?: 'most' | 'least';
}

/**
 * What one batch showed before it was learnt from. `logits` [B, classes] are the readout's.
 */
export function batchTally(
  { goodness, units, window, counted = units.map((_, index) => index), prefers }: Compared,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): Tally {
  const [images] = logits.shape;
  const perUnit = goodness.map((layer, index) =>
    layer.map((one) => one / (units[index] as number)),
  );
  const score = (hypothesis: number, image: number): number =>
    counted.reduce((sum, index) => {
      const layer = perUnit[index] as Float32Array;
      for (let t = window.first; t <= window.last; t++)
        sum += layer[(HYPOTHESES * (t - 1) + hypothesis) * images + image] as number;
      return sum;
    }, 0);
  const prefersTruth = (truth: number, wrong: number) =>
    prefers === 'least' ? truth < wrong : truth > wrong;
  const pairs = Array.from({ length: images }, (_, image) => image);
  return {
    batches: 1,
    images,
    pairsWrong: pairs.filter((image) => !prefersTruth(score(0, image), score(1, image))).length,
    readoutWrong: readoutWrong(logits, labels),
    positive: perUnit.map((layer) => meanOf(layer, 0, images)),
    negative: perUnit.map((layer) => meanOf(layer, 1, images)),
  };
}

/** How many of `labels` [B] the readout's `logits` [B, classes] miss. */
export function readoutWrong(logits: tf.Tensor2D, labels: tf.Tensor1D): number {
  const answers = winners(logits.dataSync<'float32'>(), logits.shape[1]);
  const truth = labels.dataSync();
  return answers.filter((answer, image) => answer !== truth[image]).length;
}

/** Mean over the steps and images of one hypothesis. [T × K × B] → a number */
function meanOf(goodness: Float32Array, hypothesis: number, images: number): number {
  let sum = 0;
  for (let at = hypothesis * images; at < goodness.length; at += HYPOTHESES * images)
    for (let image = 0; image < images; image++) sum += goodness[at + image] as number;
  return (HYPOTHESES * sum) / goodness.length;
}
