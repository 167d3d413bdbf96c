import * as tf from '../engine/ops';
import { InputError } from '../input/errors';
import type { Architecture, Connection } from './architecture';
import type { Network } from './network';
import { transformOf } from './transforms/transforms';
import { labelPlace, type Wire, wiresOf } from './wires';

/** Groups of connections that have a name of their own. */
const GROUPS = ['bottom-up', 'top-down', 'lateral', 'label'] as const;

/**
 * The connections of this name: `top-down` between hidden layers, `label` from the label, `lateral`,
 * `bottom-up`, or one of them, as `layer_1.top_down`. Throws InputError where there is none.
 */
export function connectionsNamed(architecture: Architecture, name: string): readonly Wire[] {
  const wires = wiresOf(architecture).flat();
  const called = (one: string) => wires.filter(choosing(architecture, one));
  const chosen = called(name);
  if (chosen.length > 0) return chosen;
  const groups = GROUPS.filter((group) => called(group).length > 0);
  const names = [...groups, ...wires.map((wire) => wire.name)].join(', ');
  throw new InputError(`no connection "${name}": there are ${names}`);
}

function choosing(architecture: Architecture, name: string): Chooses {
  const betweenHidden = isTopDownBetweenHidden(architecture);
  if (name === 'top-down') return betweenHidden;
  if (name === 'label') return (wire) => wire.direction === 'top-down' && !betweenHidden(wire);
  if (name === 'lateral' || name === 'bottom-up') return ({ direction }) => direction === name;
  return (wire) => wire.name === name;
}

/** The architecture without the connections of these names. Throws InputError where there are none. */
export function leaveOut(architecture: Architecture, names: readonly string[]): Architecture {
  const left = new Set(placesOf(architecture, names));
  const connections = architecture.connections.filter((_, at) => !left.has(at));
  return { ...architecture, connections };
}

/** The architecture with the connections of these names frozen. Throws InputError where there are none. */
export function freeze(architecture: Architecture, names: readonly string[]): Architecture {
  const frozen = new Set(placesOf(architecture, names));
  const connections = architecture.connections.map(
    (one, at): Connection => (frozen.has(at) ? { ...one, frozen: true } : one),
  );
  return { ...architecture, connections };
}

function placesOf(architecture: Architecture, names: readonly string[]): number[] {
  return names.flatMap((name) => connectionsNamed(architecture, name).map(({ at }) => at));
}

/**
 * The architecture with each hidden layer seeing itself one step earlier, no unit itself: maps by squares
 * of `field` places, others densely.
 */
export function addLateral(architecture: Architecture, field: number): Architecture {
  const lateral = architecture.hidden.map(
    ({ name, map }): Connection => ({
      from: name,
      to: name,
      transform: map
        ? { kind: 'local', field, fields: 'centred', self: false }
        : { kind: 'dense', self: false },
    }),
  );
  const there = architecture.connections.filter(({ from, to }) => from !== to);
  return { ...architecture, connections: [...there, ...lateral] };
}

/** What joins the layers, in words: `layer_1 to layer_2, dense`. */
export function connectionsInWords(architecture: Architecture): string[] {
  return architecture.connections.map(({ from, to, transform, frozen }) => {
    const how = transformOf(transform).words(transform);
    return `${from} to ${to}: ${how}${frozen ? ', frozen' : ''}`;
  });
}

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
