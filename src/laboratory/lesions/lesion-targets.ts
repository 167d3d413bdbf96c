import type { Architecture } from '../../network/architecture';
import type { Lesion } from '../../network/lesion';
import { type Wire, wiresOf } from '../../network/wires';
import { isTopDownBetweenHidden } from '../../network/without';

/** What a lesion can be of, in words and as `lesion` takes it. */
export interface LesionTarget extends Pick<Lesion, 'of'> {
  readonly name: string;
  readonly layers: readonly [layer: number];
}

/**
 * Everything that can be removed from a network, layer by layer: connections from the layers above or
 * from the label, connections from below, those within a layer, units. What is not there is no target:
 * nothing would follow from its loss.
 */
export function lesionTargets(architecture: Architecture): LesionTarget[] {
  const into = wiresOf(architecture);
  const targets = (of: Lesion['of'], words: (layer: number) => string): LesionTarget[] =>
    [...into.entries()]
      .filter(([, wires]) => of === 'units' || wires.some(({ direction }) => direction === of))
      .map(([layer]) => ({ name: words(layer), of, layers: [layer] }));
  return [
    ...targets('top-down', (layer) => comingDown(architecture, into[layer] ?? [], layer)),
    ...targets('bottom-up', (layer) => `bottom-up into layer ${layer + 1}`),
    ...targets('lateral', (layer) => `lateral within layer ${layer + 1}`),
    ...targets('units', (layer) => `units of layer ${layer + 1}`),
  ];
}

/** What leads down into a layer, in words: from hidden layers, or from the label alone. */
function comingDown(architecture: Architecture, wires: readonly Wire[], layer: number): string {
  if (wires.some(isTopDownBetweenHidden(architecture))) return `top-down into layer ${layer + 1}`;
  const highest = layer === architecture.hidden.length - 1;
  return highest ? 'label into the highest layer' : `label into layer ${layer + 1}`;
}
