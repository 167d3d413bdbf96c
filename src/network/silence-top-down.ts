import * as tf from '../engine/ops';
import type { Network } from './network';

/**
 * The network without its top-down weights between hidden layers; the label's own into the
 * highest layer stay. It shares all other tensors with `network`: dispose of it by its own
 * `dispose`, which frees only the zeros made here.
 */
export function silenceTopDown(network: Network): { network: Network; dispose: () => void } {
  const silent: tf.Tensor[] = [];
  const layers = network.layers.map((layer, index) => {
    if (index === network.layers.length - 1) return layer;
    const topDown = tf.zerosLike(layer.topDown);
    silent.push(topDown);
    return { ...layer, topDown };
  });
  return { network: { ...network, layers }, dispose: () => tf.dispose(silent) };
}
