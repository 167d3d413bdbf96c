import * as tf from '@tensorflow/tfjs-core';
import type { System } from '../../src/learning/system';
import { layersOf } from '../../src/network/neighbours';
import { initialise, type Network } from '../../src/network/network';
import type { Layer, Matrix, Vector } from '../reference/float64';
import { layersIn } from './architectures';
import { randomImages, randomLabels, withoutZeros } from './networks';

/** Pixels of a side and of an image: enough for ten labels. */
export const SIDE = 4;
export const PIXELS = SIDE * SIDE;

/** A small feed-forward network of this system in which no weight is zero. */
export function randomFeedforward(
  // biome-ignore lint/suspicious/noExplicitAny: settings are of no matter here
  system: System<any>,
  hidden: readonly number[],
  seed = 1,
): Network {
  const layers = layersOf({ pixels: PIXELS, hidden, classes: 10 });
  return withoutZeros(initialise(system.architecture(layers), seed), seed);
}

/** Images of PIXELS pixels and their labels. */
export function randomPairBatch(images: number, seed = 1) {
  return {
    pixels: tf.tensor2d(randomImages(images, seed, PIXELS)),
    labels: tf.tensor1d(randomLabels(images, seed), 'int32'),
  };
}

/** The hidden layers as the reference wants them: nothing comes from above. */
export function referenceUpward(network: Network): Layer[] {
  return layersIn(network).map(({ bottomUp, bias }) => ({
    up: bottomUp.arraySync() as Matrix,
    down: [],
    bias: bias.arraySync() as Vector,
  }));
}
