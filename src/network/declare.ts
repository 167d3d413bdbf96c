import { InputError } from '../engine/errors';
import type { Architecture, Connection } from './architecture';
import { transformOf } from './transforms';
import { type Wire, wiresOf } from './wires';
import { type Chooses, isTopDownBetweenHidden } from './without';

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
