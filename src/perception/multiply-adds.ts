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

function costOf(wire: Wire): number {
  return transformOf(wire.transform).weightCount(wire);
}
