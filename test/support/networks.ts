import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '../../src/engine/random';
import { initialise, mapParameters, type Network } from '../../src/network/network';
import type { PerceptionState } from '../../src/perception/state';
import type { Layer, Matrix, Vector } from '../reference/float64';
import { layersIn, recurrent } from './architectures';
import { bits } from './numbers';

/** A small network in which no weight is zero: biases and readout too are drawn. */
export function randomNetwork(hidden: readonly number[], seed = 1, pixels = 9): Network {
  return withoutZeros(initialise(recurrent({ pixels, hidden, classes: 10 }), seed), seed);
}

/** The same network with biases and a readout that are drawn; it takes the network's place. */
export function withoutZeros(blank: Network, seed: number): Network {
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

/** Images of pixels in [0, 1], about a third of them black. */
export function randomImages(images: number, seed = 1, pixels = 9): number[][] {
  const random = randomStream(seed, 'test', 'images');
  const pixel = () => Math.max(0, 1.5 * random.uniform() - 0.5);
  return Array.from({ length: images }, () => Array.from({ length: pixels }, pixel));
}

/** Labels 0 … 9. */
export function randomLabels(images: number, seed = 1): number[] {
  const random = randomStream(seed, 'test', 'labels');
  return Array.from({ length: images }, () => random.integer(0, 9));
}

/** The hidden layers as the reference wants them. */
export function referenceLayers(network: Network): Layer[] {
  return layersIn(network).map(({ bottomUp, topDown, bias }) => ({
    up: bottomUp.arraySync() as Matrix,
    down: topDown.arraySync() as Matrix,
    bias: bias.arraySync() as Vector,
  }));
}

/** The activity of every hidden layer, each as one flat list. */
export const activities = (state: PerceptionState): number[][] =>
  state.layers.map(({ activity }) => bits(activity));
