import * as tf from '../engine/ops';
import type { Architecture } from './architecture';
import type { Network } from './network';
import { labelPlace, type Wire, wiresOf } from './wires';

/** Whether a connection is meant. */
export type Chooses = (wire: Wire) => boolean;

/**
 * The network without the connections that are chosen, as if there had never been any. It shares every
 * tensor with `network`, whose owner frees them.
 */
export function without(network: Network, chooses: Chooses): Network {
  const { architecture, weights } = network;
  const removed = chosenIn(architecture, chooses);
  const stays = (_: unknown, at: number) => !removed.has(at);
  return {
    ...network,
    architecture: { ...architecture, connections: architecture.connections.filter(stays) },
    weights: weights.filter(stays),
  };
}

/** The network without its top-down connections between hidden layers; the label's own stay. */
export function withoutTopDown(network: Network): Network {
  return without(network, isTopDownBetweenHidden(network.architecture));
}

/** Whether a connection leads down from a hidden layer, and not from the label. */
export function isTopDownBetweenHidden(architecture: Architecture): Chooses {
  const top = labelPlace(architecture);
  return ({ direction, source }) => direction === 'top-down' && source < top;
}

/** Whether any hidden layer sees one above it. */
export function comesDown(architecture: Architecture): boolean {
  return wiresOf(architecture).flat().some(isTopDownBetweenHidden(architecture));
}

/**
 * The network with the weights of the connections that are chosen multiplied by `factor`. It shares all
 * other tensors with `network`: dispose of it by its own `dispose`, which frees only what was made here.
 */
export function scaled(
  network: Network,
  chooses: Chooses,
  factor: number,
): { network: Network; dispose: () => void } {
  const chosen = chosenIn(network.architecture, chooses);
  const made: tf.Tensor[] = [];
  const weights = network.weights.map((tensor, at) => {
    if (!chosen.has(at)) return tensor;
    const changed = tf.mul(tensor, factor);
    made.push(changed);
    return changed;
  });
  return { network: { ...network, weights }, dispose: () => tf.dispose(made) };
}

function chosenIn(architecture: Architecture, chooses: Chooses): ReadonlySet<number> {
  const wires = wiresOf(architecture).flat();
  return new Set(wires.filter(chooses).map(({ at }) => at));
}
