import * as tf from '@tensorflow/tfjs-core';
import type { RandomStream } from '../src/engine/random';
import { oneHot } from '../src/engine/tidy';
import { goodnessOverTime } from '../src/learning/goodness-over-time';
import { drawGumbelNoise, drawNegatives } from '../src/learning/negatives';
import { maximiseGoodness } from '../src/learning/objective';
import { pushedRows } from '../src/learning/rows';
import type { LearningSettings } from '../src/learning/settings';
import { sizesOf } from '../src/network/architecture';
import type { Network } from '../src/network/network';
import { unlabelledFrame, withLabel } from '../src/perception/frame';
import { dynamicsOf } from '../src/perception/perception-settings';
import { readoutLogits } from '../src/perception/readout';
import { drain, settle, still } from '../src/perception/settle';
import { type PerceptionState, retain } from '../src/perception/state';
import { bottomUpPass } from '../src/perception/step';

/** A batch, [B × n_0] and [B], and what training draws for it. */
export interface Drawn {
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
  readonly random: (name: string) => RandomStream;
}

/**
 * How many (step, hypothesis, image) rows of each layer are pushed in this batch, under the true labels and
 * under negatives that are drawn as in training: those that the readout takes the images for.
 */
export function pushedCounts(
  network: Network,
  { pixels, labels, random }: Drawn,
  settings: Pick<LearningSettings, 'steps' | 'damping' | 'schedule' | 'temperature'>,
): number[] {
  return tf.tidy(() => {
    const { pixels: size, classes, hidden } = sizesOf(network.architecture);
    const unlabelled = unlabelledFrame(network, tf.tensor2d(pixels, [labels.length, size]));
    const truth = oneHot(tf.tensor1d(labels, 'int32'), classes);
    const logits = readoutLogits(network, bottomUpPass(network, unlabelled));
    const noise = drawGumbelNoise(labels.length, classes, random('negatives'));
    const wrong = oneHot(drawNegatives(logits, truth, noise), classes);
    const labelled = withLabel(unlabelled, tf.stack([truth, wrong]) as tf.Tensor3D);
    const states: PerceptionState[] = [];
    drain(settle(network, still(labelled, settings.steps), dynamicsOf(settings)), (state) =>
      states.push(retain(state)),
    );
    const objective = maximiseGoodness(settings.temperature);
    return goodnessOverTime(states.slice(1)).map(
      (goodness, layer) =>
        pushedRows(goodness, hidden[layer] as number, objective).coefficients.size,
    );
  });
}
