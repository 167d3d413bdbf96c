import type { Architecture } from '../network/architecture';
import { transformOf } from '../network/transforms/transforms';
import { labelPlace, PIXELS, upwardWiresOf, type Wire, wiresOf } from '../network/wires';
import { type Schedule, synchronous } from './schedule';

/** What is seen, and for how long. */
export interface Work {
  readonly images: number;
  readonly hypotheses: number;
  readonly steps: number;
}

/** Multiply-adds of the products of one bottom-up pass over one image. */
export function passMultiplyAdds(architecture: Architecture): number {
  const costs = upwardWiresOf(architecture).flatMap((wires) => wires.map(costOf));
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/**
 * Multiply-adds of the products of perception: the bottom-up pass, then each step's products under the
 * hypotheses that have reached their inputs (a label travels over one connection a turn), pixels and
 * labels once.
 */
export function perceptionMultiplyAdds(
  architecture: Architecture,
  { images, hypotheses, steps }: Work,
  schedule: Schedule = synchronous,
): number {
  const layers = wiresOf(architecture);
  const top = labelPlace(architecture);
  const isHidden = ({ source }: Wire) => source > PIXELS && source < top;
  const fromLabel = layers.flat().filter(({ source }) => source === top);
  let products = images * passMultiplyAdds(architecture);
  for (const wire of fromLabel) products += hypotheses * images * costOf(wire);
  let labelled = layers.map(() => false);
  for (let step = 1; step <= steps; step++)
    for (const group of schedule(layers.length, step)) {
      const before = labelled;
      const carries = ({ source }: Wire) => before[source - 1] === true;
      for (const layer of group)
        for (const wire of (layers[layer] as readonly Wire[]).filter(isHidden))
          products += images * (carries(wire) ? hypotheses : 1) * costOf(wire);
      const reached = (layer: number) =>
        (layers[layer] as readonly Wire[]).some((wire) => wire.source === top || carries(wire));
      labelled = before.map((one, layer) => one || (group.includes(layer) && reached(layer)));
    }
  return products;
}

/**
 * Multiply-adds of the products that one image takes while a belief of every label, by their goodness, stands
 * at the top for so many steps, in which all layers move at once: the bottom-up pass, all labels once, each
 * step's products of one hypothesis, and those of the layers that see the label once more for the last belief.
 */
export function beliefMultiplyAdds(architecture: Architecture, steps: number): number {
  const top = labelPlace(architecture);
  const layers = wiresOf(architecture);
  const costs = (wires: readonly Wire[]) => wires.reduce((sum, wire) => sum + costOf(wire), 0);
  const seeing = layers.filter((wires) => wires.some(({ source }) => source === top));
  const moving = seeing.flat().filter(({ source }) => source !== top && source !== PIXELS);
  const label = costs(seeing.flat().filter(({ source }) => source === top));
  const one = perceptionMultiplyAdds(architecture, { images: 1, hypotheses: 1, steps });
  return one + (architecture.label.units - 1) * label + costs(moving);
}

function costOf(wire: Wire): number {
  return transformOf(wire.transform).weightCount(wire);
}
