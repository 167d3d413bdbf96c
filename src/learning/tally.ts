import { z } from 'zod';
import type * as tf from '../engine/ops';
import { limited } from '../input/limits';
import { MOST_LAYERS } from '../network/layer';
import type { Prefers, Window } from '../perception/perception-settings';
import { winners } from '../perception/recognise';
import { HYPOTHESES } from './rows';

const sum = z.number().min(0);

/** A tally as checkpoints hold it. */
export const tallySchema: z.ZodType<Tally> = z.strictObject({
  batches: sum,
  images: sum,
  pairsWrong: sum,
  readoutWrong: sum,
  positive: limited(z.array(sum), MOST_LAYERS),
  negative: limited(z.array(sum), MOST_LAYERS),
});

/** Sums over the batches of an epoch (or a batch's own numbers, where `batches` is 1). */
export interface Tally {
  readonly batches: number;
  readonly images: number;
  /** Images whose negative scored at least as high as their positive. */
  readonly pairsWrong: number;
  /** Images that the one-pass readout got wrong; infinite where its logits were not finite numbers. */
  readonly readoutWrong: number;
  /** Mean goodness per unit of each hidden layer on positives, summed over batches. */
  readonly positive: readonly number[];
  /** The same on negatives; empty where there are none. */
  readonly negative: readonly number[];
}

/** Means over what was tallied; errors in per cent. */
export interface TrainingMeans {
  readonly images: number;
  /** Undefined where there are no negatives. */
  readonly pairError: number | undefined;
  readonly readoutError: number;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

export function emptyTally(hiddenLayers: number): Tally {
  const zeros = new Array<number>(hiddenLayers).fill(0);
  return {
    batches: 0,
    images: 0,
    pairsWrong: 0,
    readoutWrong: 0,
    positive: zeros,
    negative: zeros,
  };
}

export function addTallies(one: Tally, other: Tally): Tally {
  const sum = (a: readonly number[], b: readonly number[]) => b.map((x, at) => x + (a[at] ?? 0));
  return {
    batches: one.batches + other.batches,
    images: one.images + other.images,
    pairsWrong: one.pairsWrong + other.pairsWrong,
    readoutWrong: one.readoutWrong + other.readoutWrong,
    positive: sum(one.positive, other.positive),
    negative: sum(one.negative, other.negative),
  };
}

export function meansOf(tally: Tally): TrainingMeans {
  return {
    images: tally.images,
    pairError: tally.negative.length === 0 ? undefined : (100 * tally.pairsWrong) / tally.images,
    readoutError: (100 * tally.readoutWrong) / tally.images,
    positive: tally.positive.map((sum) => sum / tally.batches),
    negative: tally.negative.map((sum) => sum / tally.batches),
  };
}

/** What of a batch is compared: the hypotheses' goodness, of these layers, over these steps. */
interface Compared {
  /** Each hidden layer's goodness (`goodnessOverTime`): [T, K, B]. */
  readonly goodness: readonly tf.Tensor3D[];
  /** Units of each hidden layer. */
  readonly units: readonly number[];
  readonly window: Window;
  /** The layers (0-based) whose goodness counts; all where it is not said. */
  readonly counted?: readonly number[];
  /** Which of two is preferred: the one with the most goodness unless told. */
  readonly prefers?: Prefers;
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
    layer.dataSync<'float32'>().map((one) => one / (units[index] as number)),
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

/** What one batch showed a system that learns without negatives. `logits` [B, classes] are the readout's. */
export function readoutTally(logits: tf.Tensor2D, labels: tf.Tensor1D): Tally {
  const [images] = logits.shape;
  const wrong = readoutWrong(logits, labels);
  return { batches: 1, images, pairsWrong: 0, readoutWrong: wrong, positive: [], negative: [] };
}

/**
 * How many of `labels` [B] the readout's `logits` [B, classes] miss. Infinite where a logit is not a finite
 * number, which ends learning (`checkTally`).
 */
export function readoutWrong(logits: tf.Tensor2D, labels: tf.Tensor1D): number {
  const values = logits.dataSync<'float32'>();
  if (!values.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  const answers = winners(values, logits.shape[1]);
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
