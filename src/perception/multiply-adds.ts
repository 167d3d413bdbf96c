import type { Sizes } from '../network/sizes';
import { type Schedule, synchronous } from './schedule';

/** What is watched, and for how long. */
export interface Work {
  readonly images: number;
  readonly hypotheses: number;
  readonly steps: number;
}

/** Multiply-adds of the matrix products of one bottom-up pass over one image. */
export function passMultiplyAdds({ pixels, hidden }: Sizes): number {
  const below = [pixels, ...hidden];
  return hidden.reduce((sum, units, layer) => sum + units * (below[layer] as number), 0);
}

/**
 * Multiply-adds of the matrix products of watching: the bottom-up pass, then each step's products
 * under the hypotheses that have reached their inputs (a label climbs down a layer a turn), pixels
 * and labels once.
 */
export function watchingMultiplyAdds(
  sizes: Sizes,
  { images, hypotheses, steps }: Work,
  schedule: Schedule = synchronous,
): number {
  const { hidden, classes } = sizes;
  const top = hidden.length - 1;
  const units = (layer: number) => hidden[layer] ?? 0;
  let products = images * passMultiplyAdds(sizes) + hypotheses * images * classes * units(top);
  let labelled = hidden.map(() => false);
  for (let step = 1; step <= steps; step++)
    for (const group of schedule(hidden.length, step)) {
      const before = labelled;
      const from = (input: number) => images * (before[input] ? hypotheses : 1) * units(input);
      for (const layer of group) products += (from(layer - 1) + from(layer + 1)) * units(layer);
      const reached = (layer: number) =>
        layer === top || before[layer - 1] === true || before[layer + 1] === true;
      labelled = before.map((one, layer) => one || (group.includes(layer) && reached(layer)));
    }
  return products;
}
