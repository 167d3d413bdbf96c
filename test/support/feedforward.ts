import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '../../src/engine/random';
import type { System } from '../../src/learning/system';
import type { FeedforwardNetwork } from '../../src/network/network';
import { mapParameters } from '../../src/network/parameters';
import type { Layer, Matrix, Vector } from '../reference/float64';
import { randomImages, randomLabels } from './networks';

/** Pixels of a side and of an image: enough for ten labels. */
export const SIDE = 4;
export const PIXELS = SIDE * SIDE;

/** A small feed-forward network of this system in which no weight is zero. */
export function randomFeedforward(
  // biome-ignore lint/suspicious/noExplicitAny: settings are of no matter here
  system: System<FeedforwardNetwork, any>,
  hidden: readonly number[],
  seed = 1,
): FeedforwardNetwork {
  const blank = system.initialise({ pixels: PIXELS, hidden, classes: 10 }, seed);
  return mapParameters(blank, ({ name, kind, tensor }) => {
    if (kind !== 'bias' && kind !== 'readout') return tensor;
    const values = randomStream(seed, 'test', name).normals(tensor.size);
    tensor.dispose();
    return tf.tensor(
      values.map((x) => 0.3 * x + 0.1),
      tensor.shape,
    );
  });
}

/** Images of PIXELS pixels and their labels. */
export function randomPairBatch(images: number, seed = 1) {
  return {
    pixels: tf.tensor2d(randomImages(images, seed, PIXELS)),
    labels: tf.tensor1d(randomLabels(images, seed), 'int32'),
  };
}

/** The hidden layers as the reference wants them: nothing comes from above. */
export function referenceUpward({ layers }: FeedforwardNetwork): Layer[] {
  return layers.map(({ bottomUp, bias }) => ({
    up: bottomUp.arraySync() as Matrix,
    down: [],
    bias: bias.arraySync() as Vector,
  }));
}
