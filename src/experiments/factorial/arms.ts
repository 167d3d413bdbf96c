import type { Architecture, Layers } from '../../network/architecture';
import { hiddenLayers } from '../../network/layer';
import { neighbours } from '../../network/neighbours';
import { weightBytes } from '../../network/network';
import { leaveOut } from '../../network/variants';
import { perceptionMultiplyAdds } from '../../perception/multiply-adds';
import { PAPER_PERCEPTION } from '../../perception/perception-settings';

/** A way of joining the hidden layers. */
interface Arm {
  /** What it is, for people. */
  readonly words: string;
  readonly architecture: (layers: Layers) => Architecture;
}

/** Hidden layers that see each other, upwards and downwards, as in section 3.4 of the paper. */
function bothWays(layers: Layers): Architecture {
  return neighbours(layers, { topDown: true });
}

/** Hidden layers that see what is below them; the highest sees the label, too. */
function upwards(layers: Layers): Architecture {
  return leaveOut(bothWays(layers), ['top-down']);
}

/**
 * The same, with layer 1 seeing itself one step earlier, itself included: where both layers have as many
 * units, as many weights as the top-down connection has.
 */
function withLateral(architecture: Architecture): Architecture {
  const [lowest] = architecture.hidden;
  const name = lowest?.name as string;
  const lateral = { from: name, to: name, transform: { kind: 'dense' } } as const;
  return { ...architecture, connections: [...architecture.connections, lateral] };
}

/**
 * `upwards` with all hidden layers widened by one factor, so that a measure of it comes as near as it can
 * to that of `bothWays` with the given layers.
 */
function widened(layers: Layers, measure: (architecture: Architecture) => number): Architecture {
  const wanted = measure(bothWays(layers));
  const [narrowest] = layers.hidden.map(({ units }) => units).toSorted((a, b) => a - b);
  const at = (more: number): Architecture => {
    const factor = 1 + more / (narrowest as number);
    const units = layers.hidden.map((layer) => Math.round(factor * layer.units));
    return upwards({ ...layers, hidden: hiddenLayers(units) });
  };
  let more = 0;
  while (measure(at(more + 1)) <= wanted) more++;
  const [below, above] = [at(more), at(more + 1)];
  return wanted - measure(below) < measure(above) - wanted ? below : above;
}

/** Parameters of a network of this architecture: weights, biases and the readout's. */
export function parametersIn(architecture: Architecture): number {
  return weightBytes(architecture) / Float32Array.BYTES_PER_ELEMENT;
}

/** Multiply-adds of recognising an image by the goodness of every label. */
export function multiplyAddsOf(architecture: Architecture): number {
  const { steps } = PAPER_PERCEPTION;
  const hypotheses = architecture.label.units;
  return perceptionMultiplyAdds(architecture, { images: 1, hypotheses, steps });
}

/** The ways of joining the hidden layers that are compared, and two controls of size. */
export const ARMS = {
  none: { words: 'no top-down connection between hidden layers', architecture: upwards },
  'top-down': { words: 'top-down connections', architecture: bothWays },
  lateral: {
    words: 'lateral connections in layer 1 in place of the top-down ones, as many weights',
    architecture: (layers) => withLateral(upwards(layers)),
  },
  both: {
    words: 'top-down connections, and lateral ones in layer 1',
    architecture: (layers) => withLateral(bothWays(layers)),
  },
  'wide-by-parameters': {
    words: 'no top-down connection, widened to as many parameters as with it',
    architecture: (layers) => widened(layers, parametersIn),
  },
  'wide-by-multiply-adds': {
    words: 'no top-down connection, widened to as many multiply-adds an image as with it',
    architecture: (layers) => widened(layers, multiplyAddsOf),
  },
} as const satisfies Readonly<Record<string, Arm>>;

export type ArmName = keyof typeof ARMS;

export const ARM_NAMES = Object.keys(ARMS) as [ArmName, ...ArmName[]];
