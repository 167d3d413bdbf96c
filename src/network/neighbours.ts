import type { Architecture, Connection, Layers, Sizes } from './architecture';
import { hiddenLayers, type Layer } from './layer';
import type { TransformDeclaration } from './transforms/transforms';

/** What joins two maps where nothing else is said: the 5 × 5 places around each. */
export const CENTRED = { kind: 'local', field: 5, fields: 'centred' } as const;

/** How an architecture's layers are joined where nothing else is said. */
export interface Joined {
  /** Each hidden layer sees the one above it, and the highest the label. */
  readonly topDown: boolean;
  /** The readout sees the highest hidden layer alone. */
  readonly reads?: 'highest';
  /** What joins two maps, `CENTRED` unless told; all else is dense. */
  readonly maps?: TransformDeclaration | undefined;
}

/** Layers of which each sees its neighbours, and whose readout sees `readUnlessTold`, unless told. */
export function neighbours({ input, hidden, label }: Layers, joined: Joined): Architecture {
  const layers = [input, ...hidden, label];
  const join = (from: Layer, to: Layer): Connection => ({
    from: from.name,
    to: to.name,
    transform: from.map && to.map ? (joined.maps ?? CENTRED) : { kind: 'dense' },
  });
  const connections = hidden.flatMap((to, index) => [
    join(layers[index] as Layer, to),
    ...(joined.topDown ? [join(layers[index + 2] as Layer, to)] : []),
  ]);
  const names = hidden.map(({ name }) => name);
  const reads = joined.reads === 'highest' ? names.slice(-1) : readUnlessTold(names);
  return { input, hidden, label, connections, reads };
}

/**
 * Of the names of hidden layers, lowest first, those that the readout sees where nothing else is said: all
 * but the first, or the only one. Source: section 3.2 of the paper, where the first layer helps less than
 * it costs.
 */
export function readUnlessTold(hidden: readonly string[]): readonly string[] {
  return hidden.length === 1 ? hidden : hidden.slice(1);
}

/** Layers of these sizes, none of which is a map. */
export function layersOf({ pixels, hidden, classes }: Sizes): Layers {
  return {
    input: { name: 'pixels', units: pixels },
    hidden: hiddenLayers(hidden),
    label: { name: 'label', units: classes },
  };
}
