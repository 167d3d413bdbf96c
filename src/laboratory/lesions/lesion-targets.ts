import type { Sizes } from '../../network/architecture';
import type { Lesion } from '../../network/lesion';

/** What a lesion can be of, in words and as `lesion` takes it. */
export interface LesionTarget extends Pick<Lesion, 'of'> {
  readonly name: string;
  readonly layers: readonly [layer: number];
}

/**
 * Everything that can be removed from a network, layer by layer: connections from the layer above or
 * from the label, connections from below, units.
 */
export function lesionTargets({ hidden }: Pick<Sizes, 'hidden'>): LesionTarget[] {
  const layers = [...hidden.keys()];
  const target = (of: Lesion['of'], words: (layer: number) => string) =>
    layers.map((layer): LesionTarget => ({ name: words(layer), of, layers: [layer] }));
  return [
    ...target('top-down', (layer) =>
      layer === layers.length - 1 ? LABEL : `top-down into layer ${layer + 1}`,
    ),
    ...target('bottom-up', (layer) => `bottom-up into layer ${layer + 1}`),
    ...target('units', (layer) => `units of layer ${layer + 1}`),
  ];
}

/** Connections from the label into the highest layer. */
const LABEL = 'label into the highest layer';
