import { constant } from '../engine/compiled';
import type { Architecture } from './architecture';
import type { Layer } from './layer';
import type { Ends } from './transform';
import type { TransformDeclaration } from './transforms';

/** Which way a connection leads. */
export type Direction = 'bottom-up' | 'top-down' | 'lateral';

/** A connection with all that computing needs of it. */
export interface Wire extends Ends<TransformDeclaration> {
  /**
   * As files call its weights: `layer_1.bottom_up` from the neighbour below, `layer_1.top_down` from
   * the one above, `layer_1.lateral` from itself, `layer_3.from_layer_1` from elsewhere.
   */
  readonly name: string;
  readonly direction: Direction;
  /** Its place among the architecture's connections. */
  readonly at: number;
  /** The layer that it comes from: 0 the pixels, 1 … L hidden, L+1 the label. */
  readonly source: number;
  readonly frozen: boolean;
}

const drawn = new WeakMap<Architecture, readonly (readonly Wire[])[]>();

/** What leads into each hidden layer, lowest first, in the order of the declaration. */
export function wiresOf(architecture: Architecture): readonly (readonly Wire[])[] {
  const known = drawn.get(architecture);
  if (known) return known;
  const { input, hidden, label, connections } = architecture;
  const layers = [input, ...hidden, label];
  const wires = hidden.map((to, index) =>
    connections.flatMap((connection, at): Wire[] => {
      if (connection.to !== to.name) return [];
      const source = layers.findIndex(({ name }) => name === connection.from);
      const from = layers[source] as Layer;
      const [kind, direction] = kindOf(source, index + 1, from.name);
      const name = `${to.name}.${kind}`;
      const frozen = connection.frozen === true;
      const { transform } = connection;
      return [constant({ name, direction, at, source, from, to, transform, frozen })];
    }),
  );
  drawn.set(architecture, constant(wires));
  return wires;
}

const drawnUp = new WeakMap<Architecture, readonly (readonly Wire[])[]>();

/** The same of the connections that lead up alone. */
export function upwardWiresOf(architecture: Architecture): readonly (readonly Wire[])[] {
  const known = drawnUp.get(architecture);
  if (known) return known;
  const upward = wiresOf(architecture).map((wires) =>
    wires.filter(({ direction }) => direction === 'bottom-up'),
  );
  drawnUp.set(architecture, constant(upward));
  return upward;
}

function kindOf(source: number, target: number, from: string): [string, Direction] {
  if (source === target) return ['lateral', 'lateral'];
  if (source === target - 1) return ['bottom_up', 'bottom-up'];
  if (source === target + 1) return ['top_down', 'top-down'];
  return [`from_${from}`, source < target ? 'bottom-up' : 'top-down'];
}
