import * as tf from '@tensorflow/tfjs-core';
import { type RandomStream, randomStream } from '../../src/engine/random';
import { oneHot } from '../../src/engine/tidy';
import { type LearntBatch, learnBatch } from '../../src/learning/learn-batch';
import { type Learner, newLearner } from '../../src/learning/learner';
import { drawGumbelNoise, drawNegatives } from '../../src/learning/negatives';
import type { Objective } from '../../src/learning/objective';
import { defaultSettings, type LearningSettings } from '../../src/learning/settings';
import type { LabelledBatch } from '../../src/learning/system';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { disposeNetwork, mapParameters } from '../../src/network/network';
import { frame, noLabel } from '../../src/perception/frame';
import { readoutLogits } from '../../src/perception/readout';
import { bottomUpPass } from '../../src/perception/step';
import type * as reference from '../reference/float64';
import { recurrent } from './architectures';
import { randomImages, randomLabels, randomNetwork, referenceLayers } from './networks';

/** A learner in mid-training: weights, velocities and running means are all drawn, none is zero. */
export function randomLearner(hidden: readonly number[], seed = 1): Learner {
  const blank = newLearner(recurrent({ pixels: 9, hidden, classes: 10 }), seed);
  disposeNetwork(blank.network);
  disposeNetwork(blank.velocity);
  tf.dispose([...blank.meanActivity]);
  const drawn = (count: number, ...name: (string | number)[]) =>
    randomStream(seed, 'test', ...name).normals(count);
  const network = randomNetwork(hidden, seed);
  return {
    ...blank,
    network,
    velocity: mapParameters(network, ({ name, tensor }) =>
      tf.mul(tf.tensor(drawn(tensor.size, 'velocity', name), tensor.shape), 0.25),
    ),
    meanActivity: hidden.map((units, l) => tf.abs(tf.tensor1d(drawn(units, 'mean', l)))),
  };
}

/** Rates and decays so large that after one batch every term of the update shows. */
export const SHOWING: Partial<LearningSettings> = {
  rate: 0.3,
  readoutRate: 0.4,
  momentum: 0.8,
  decay: 0.05,
  readoutDecay: 0.07,
  peer: 0.2,
  temperature: 1.7,
  damping: 0.4,
  steps: 6,
};

export const settingsOf = (changes: Partial<LearningSettings> = {}): LearningSettings => ({
  ...defaultSettings([10]),
  ...changes,
});

export function randomBatch(images: number, seed = 1): LabelledBatch {
  return {
    pixels: tf.tensor2d(randomImages(images, seed)),
    labels: tf.tensor1d(randomLabels(images, seed), 'int32'),
  };
}

/** The wrong labels that a batch will be shown: the same draw from the same stream. */
export function negativesOf(
  { network }: Pick<Learner, 'network'>,
  { pixels, labels }: LabelledBatch,
  seed: number,
  ...name: (string | number)[]
): number[] {
  const state = bottomUpPass(network, frame(pixels, noLabel(10, 'silent')));
  const truth = oneHot(labels, 10);
  const noise = drawGumbelNoise(labels.size, 10, randomStream(seed, ...name));
  const drawn = drawNegatives(readoutLogits(network, state), truth, noise);
  return Array.from(drawn.dataSync());
}

/** The learner as the reference wants it. */
export function referenceLearner(
  learner: Pick<Learner, 'network' | 'velocity' | 'meanActivity'>,
  momentum: number,
): reference.Learner {
  // that of the reference is a mean of gradients, ours a sum
  const velocity = mapParameters(learner.velocity, ({ tensor }) => tf.mul(tensor, 1 - momentum));
  return {
    net: referenceLayers(learner.network),
    velocity: referenceLayers(velocity),
    running: learner.meanActivity.map((mean) => mean.arraySync()),
    readout: learner.network.readout.arraySync(),
    readoutVelocity: velocity.readout.arraySync(),
  };
}

/** One batch for a recurrent learner; `random` draws the wrong labels. */
export function learnRecurrent(
  learner: Pick<Learner, 'network' | 'velocity' | 'meanActivity'>,
  batch: LabelledBatch,
  settings: LearningSettings,
  random: RandomStream,
  factor: number,
): LearntBatch {
  return learnBatch(RECURRENT.gradient, learner, batch, settings, () => random, factor);
}

/** The coefficient of one row of this goodness. */
export function coefficient(
  objective: Objective,
  goodness: number,
  units: number,
  target: 0 | 1,
): number {
  return tf.tidy(
    () => objective(tf.tensor3d([[[goodness]]]), units, target).dataSync()[0] as number,
  );
}
