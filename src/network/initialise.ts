import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import type { Architecture } from './architecture';
import { checkArchitecture } from './check-architecture';
import { checkSavable } from './check-savable';
import type { Network } from './network';
import { networkOf } from './parameters';
import { transformOf } from './transforms';

/**
 * A new network: weights from N(0, 1) / √(units that a unit sees), biases and readout zero.
 * Every connection has a random stream of its own under `seed`. The caller owns the tensors.
 * Throws InputError for an architecture that is none, or whose network could not be saved.
 */
export function initialise(architecture: Architecture, seed: number): Network {
  checkArchitecture(architecture);
  checkSavable(architecture);
  const layers = architecture.hidden.map(({ name }) => name);
  return networkOf(architecture, (name, shape, wire) => {
    if (!wire) return tf.zeros([...shape]);
    const kind = name.slice(wire.to.name.length + 1).replaceAll('_', '-');
    const random = randomStream(seed, 'weights', kind, layers.indexOf(wire.to.name) + 1);
    return transformOf(wire.transform).initialise(wire, random);
  });
}
