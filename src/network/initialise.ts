import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import { checkSize } from './check-size';
import type { FeedforwardNetwork, Network } from './network';
import { networkOf } from './parameters';
import type { Sizes } from './sizes';

/**
 * A new network: weights from N(0, 1) / √(units they come from), biases and readout zero.
 * Every weight matrix has a random stream of its own under `seed`. The caller owns the tensors.
 * Throws InputError where it would be too large.
 */
export function initialise<N extends FeedforwardNetwork = Network>(sizes: Sizes, seed: number): N {
  checkSize(sizes);
  return networkOf<N>(sizes, (name, shape) => {
    const [, layer, kind] = /^layer_(\d+)\.(bottom_up|top_down)$/.exec(name) ?? [];
    if (layer === undefined || kind === undefined) return tf.zeros([...shape]);
    const [rows, columns] = shape as [number, number];
    const random = randomStream(seed, 'weights', kind.replace('_', '-'), Number(layer));
    const scale = 1 / Math.sqrt(rows);
    return tf.tensor2d(
      random.normals(rows * columns).map((value) => value * scale),
      [rows, columns],
    );
  });
}
