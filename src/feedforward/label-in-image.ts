import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { oneHot } from '../engine/one-hot';
import { tidy } from '../engine/tidy';
import { drawNegatives } from '../learning/negatives';
import { type CommonSettings, commonShape } from '../learning/settings';
import type { System, Watch } from '../learning/system';
import { initialise } from '../network/initialise';
import type { FeedforwardNetwork } from '../network/network';
import { layersRead } from '../network/sizes';
import { scoreAt } from '../perception/goodness';
import { readoutLogits } from '../perception/readout';
import { inscribe, inscribed, neutral } from './inscribe';
import { look } from './look';
import { ONE_LOOK, pairLesson } from './pair-lesson';

const watch: Watch<FeedforwardNetwork, CommonSettings> = (
  learner,
  { pixels, labels },
  settings,
  random,
) =>
  tidy(() => {
    const { network } = learner;
    const { classes } = network.sizes;
    const truth = oneHot(labels, classes);
    const unlabelled = look(network, inscribed(pixels, neutral(classes)));
    const logits = readoutLogits(network, unlabelled);
    const wrong = oneHot(drawNegatives(logits, truth, random('negatives')), classes);
    const pair = tf.stack([inscribe(pixels, truth), inscribe(pixels, wrong)]) as tf.Tensor3D;
    const readout = { look: unlabelled, logits, truth, labels };
    return pairLesson(learner, look(network, pair), readout, settings);
  });

/**
 * Tries every label on `pixels` [B, n_0]: goodness a unit of all hidden layers but the first.
 * [B × classes]
 */
export function labelGoodness(network: FeedforwardNetwork, pixels: tf.Tensor2D): Float32Array {
  const { sizes } = network;
  return tidy(() => {
    const labelled = inscribed(pixels, tf.expandDims(tf.eye(sizes.classes), 1) as tf.Tensor3D);
    const scores = scoreAt(look(network, labelled), layersRead(sizes));
    return tf.transpose(scores).dataSync<'float32'>(); // [K, B] → [B, K]
  });
}

/** The readout's logits for `pixels` [B, n_0] under the neutral label, in one pass. [B × classes] */
export function neutralLogits(network: FeedforwardNetwork, pixels: tf.Tensor2D): Float32Array {
  return tidy(() => {
    const unlabelled = look(network, inscribed(pixels, neutral(network.sizes.classes)));
    return readoutLogits(network, unlabelled).dataSync<'float32'>();
  });
}

/**
 * Section 3.3 of the paper: a feed-forward network that sees the label in the first pixels of the
 * image. It raises its goodness for the true label and lowers it for a wrong one that its readout
 * would easily take; the readout sees a neutral label.
 */
export const LABEL_IN_IMAGE: System<FeedforwardNetwork, CommonSettings> = {
  name: 'label-in-image',
  about: 'the feed-forward network of section 3.3, with the label in the image',
  readings: {
    goodness: 'goodness of each label in the image',
    readout: 'one pass with a neutral label',
  },
  mistake: 'wrong label preferred',
  settings: z.strictObject(commonShape).readonly(),
  initialise: (sizes, seed) => initialise({ ...sizes, topDown: false }, seed),
  watch,
  recognise: (network, pixels) => ({
    images: pixels.shape[0],
    classes: network.sizes.classes,
    scores: [labelGoodness(network, pixels)],
    logits: neutralLogits(network, pixels),
  }),
  window: () => ONE_LOOK,
};
