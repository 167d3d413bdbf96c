import type * as tf from '@tensorflow/tfjs-core';
import { winners } from '../perception/recognise';
import type { Window } from '../perception/window';
import { HYPOTHESES } from './hypotheses';
import type { Tally } from './tally';

/**
 * What one batch showed before it was learnt from. `goodness` [T × K × B] and `units` are each
 * hidden layer's (`goodnessOverTime`), `logits` [B, classes] the readout's.
 */
export function batchTally(
  goodness: readonly Float32Array[],
  units: readonly number[],
  window: Window,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): Tally {
  const [images, classes] = logits.shape;
  const perUnit = goodness.map((layer, index) =>
    layer.map((one) => one / (units[index] as number)),
  );
  const score = (hypothesis: number, image: number): number =>
    perUnit.reduce((sum, layer) => {
      for (let t = window.first; t <= window.last; t++)
        sum += layer[(HYPOTHESES * (t - 1) + hypothesis) * images + image] as number;
      return sum;
    }, 0);
  const truth = labels.dataSync();
  const answers = winners(logits.dataSync<'float32'>(), classes);
  const count = (wrong: (image: number) => boolean): number =>
    Array.from({ length: images }, (_, image) => wrong(image)).filter(Boolean).length;
  return {
    batches: 1,
    images,
    pairsWrong: count((image) => score(1, image) >= score(0, image)),
    readoutWrong: count((image) => answers[image] !== truth[image]),
    positive: perUnit.map((layer) => meanOf(layer, 0, images)),
    negative: perUnit.map((layer) => meanOf(layer, 1, images)),
  };
}

/** Mean over the steps and images of one hypothesis. [T × K × B] → a number */
function meanOf(goodness: Float32Array, hypothesis: number, images: number): number {
  let sum = 0;
  for (let at = hypothesis * images; at < goodness.length; at += HYPOTHESES * images)
    for (let image = 0; image < images; image++) sum += goodness[at + image] as number;
  return (HYPOTHESES * sum) / goodness.length;
}
