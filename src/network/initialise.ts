import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '../engine/random';
import type { LayerWeights, Network } from './network';
import { type Sizes, unitsOfLayer, unitsRead } from './sizes';

/**
 * A new network: weights from N(0, 1) / √(units they come from), biases and readout zero.
 * Every weight matrix has a random stream of its own under `seed`. The caller owns the tensors.
 */
export function initialise(sizes: Sizes, seed: number): Network {
  const weights = (from: number, to: number, ...name: (string | number)[]): tf.Tensor2D => {
    const [rows, columns] = [unitsOfLayer(sizes, from), unitsOfLayer(sizes, to)];
    const scale = 1 / Math.sqrt(rows);
    const values = randomStream(seed, 'weights', ...name).normals(rows * columns);
    return tf.tensor2d(
      values.map((value) => value * scale),
      [rows, columns],
    );
  };
  const layers = sizes.hidden.map(
    (units, index): LayerWeights => ({
      bottomUp: weights(index, index + 1, 'bottom-up', index + 1),
      topDown: weights(index + 2, index + 1, 'top-down', index + 1),
      bias: tf.zeros([units]),
    }),
  );
  return { sizes, layers, readout: tf.zeros([unitsRead(sizes), sizes.classes]) };
}
