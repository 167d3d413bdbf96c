import { remembered } from '../engine/remembered';
import { constant } from '../engine/signature';
import type { Architecture } from './architecture';
import type { Layer } from './layer';
import type { Ends } from './transforms/transform';
import type { TransformDeclaration } from './transforms/transforms';

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
  /** The layer that it comes from: `PIXELS`, 1 … L hidden, or `labelPlace`. */
  readonly source: number;
  readonly frozen: boolean;
}

/** The place of the pixels among the layers. */
export const PIXELS = 0;

/** The place of the label among the layers: above the hidden ones, 1 … L. */
export function labelPlace({ hidden }: Pick<Architecture, 'hidden'>): number {
  return hidden.length + 1;
}

/** What leads into each hidden layer, lowest first, in the order of the declaration. */
export function wiresOf(architecture: Architecture): readonly (readonly Wire[])[] {
  return drawnUpOnce(architecture);
}

const drawnUpOnce = remembered(drawnUp);

/** The same of the connections that lead up alone. */
export const upwardWiresOf = remembered((architecture: Architecture) =>
  constant(
    wiresOf(architecture).map((wires) =>
      wires.filter(({ direction }) => direction === 'bottom-up'),
    ),
  ),
);

function drawnUp(architecture: Architecture): readonly (readonly Wire[])[] {
  const { input, hidden, label, connections } = constant(architecture);
  const layers = [input, ...hidden, label];
  const leading = hidden.map((to, index) =>
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
  return constant(leading);
}

function kindOf(source: number, target: number, from: string): [string, Direction] {
  if (source === target) return ['lateral', 'lateral'];
  if (source === target - 1) return ['bottom_up', 'bottom-up'];
  if (source === target + 1) return ['top_down', 'top-down'];
  return [`from_${from}`, source < target ? 'bottom-up' : 'top-down'];
}
