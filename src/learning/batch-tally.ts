import * as tf from '@tensorflow/tfjs-core';
import { scoreAt } from '../perception/goodness';
import type { PerceptionState } from '../perception/state';
import type { Window } from '../perception/window';
import type { Tally } from './tally';

/**
 * What one batch showed before it was learnt from. `states` are its steps 1 … T under the true
 * label (0) and the wrong one (1), `logits` [B, classes] the readout's. Everything crosses from
 * the engine in one transfer.
 */
export function batchTally(
  states: readonly PerceptionState[],
  window: Window,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): Tally {
  const images = logits.shape[0];
  const hidden = states[0]?.layers.length as number;
  const figures = tf.tidy(() => {
    const scores = states.slice(window.first - 1, window.last).map(scoreAt);
    const [right, wrong] = tf.split(tf.addN(scores), 2) as [tf.Tensor2D, tf.Tensor2D];
    const pairsWrong = tf.sum(tf.cast(tf.greaterEqual(wrong, right), 'float32'));
    const misread = tf.notEqual(tf.argMax(logits, 1), labels);
    const readoutWrong = tf.sum(tf.cast(misread, 'float32'));
    const goodness = Array.from({ length: hidden }, (_, index) => meanGoodness(states, index));
    return tf.concat1d([tf.stack([pairsWrong, readoutWrong]) as tf.Tensor1D, ...goodness]);
  });
  const [pairsWrong, readoutWrong, ...goodness] = figures.dataSync();
  figures.dispose();
  return {
    batches: 1,
    images,
    pairsWrong: pairsWrong as number,
    readoutWrong: readoutWrong as number,
    positive: goodness.filter((_, at) => at % 2 === 0),
    negative: goodness.filter((_, at) => at % 2 === 1),
  };
}

/** A layer's goodness a unit, averaged over steps and images, for each hypothesis: [2]. */
function meanGoodness(states: readonly PerceptionState[], index: number): tf.Tensor1D {
  const layers = states.map((state) => state.layers[index] as PerceptionState['layers'][number]);
  const units = layers[0]?.activity.shape[2] as number;
  const means = layers.map(({ goodness }) => {
    const each = tf.mean<tf.Tensor1D>(goodness, [1, 2]); // [K or 1]
    return each.shape[0] === 2 ? each : tf.tile(each, [2]);
  });
  return tf.div(tf.addN(means), units * means.length);
}
