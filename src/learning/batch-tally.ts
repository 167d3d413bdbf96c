import type * as tf from '@tensorflow/tfjs-core';
import { winners } from '../perception/recognise';
import type { LayerState, PerceptionState } from '../perception/state';
import type { Window } from '../perception/window';
import { overTime } from './over-time';
import type { Tally } from './tally';

/**
 * What one batch showed before it was learnt from. `states` are its steps 1 … T under the true
 * label (0) and the wrong one (1), `logits` [B, classes] the readout's.
 */
export function batchTally(
  states: readonly PerceptionState[],
  window: Window,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): Tally {
  const [images, classes] = logits.shape;
  const [{ layers }] = states as [PerceptionState];
  const goodness = layers.map((_, index) => goodnessPerUnit(states, index));
  const score = (hypothesis: 0 | 1, image: number): number =>
    goodness.reduce((sum, layer) => {
      for (let t = window.first; t <= window.last; t++)
        sum += layer[(2 * (t - 1) + hypothesis) * images + image] as number;
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
    positive: goodness.map((layer) => meanOf(layer, 0, images)),
    negative: goodness.map((layer) => meanOf(layer, 1, images)),
  };
}

/** A layer's goodness a unit at each step, under each hypothesis, for each image: [T × 2 × B]. */
function goodnessPerUnit(states: readonly PerceptionState[], index: number): Float32Array {
  const layers = states.map((state) => state.layers[index] as LayerState);
  const [{ activity }] = layers as [LayerState];
  const all = overTime(
    layers.map((layer) => layer.goodness),
    2,
  );
  const values = all.dataSync<'float32'>().map((goodness) => goodness / activity.shape[2]);
  all.dispose();
  return values;
}

/** Mean over the steps and images of one hypothesis. [T × 2 × B] → a number */
function meanOf(goodness: Float32Array, hypothesis: 0 | 1, images: number): number {
  let sum = 0;
  for (let at = hypothesis * images; at < goodness.length; at += 2 * images)
    for (let image = 0; image < images; image++) sum += goodness[at + image] as number;
  return (2 * sum) / goodness.length;
}
