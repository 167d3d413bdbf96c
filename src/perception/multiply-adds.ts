import type { Sizes } from '../network/sizes';

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
 * under the hypotheses that have reached their inputs (a label climbs down a layer a step), pixels
 * and labels once.
 */
export function watchingMultiplyAdds(sizes: Sizes, { images, hypotheses, steps }: Work): number {
  const { hidden, classes } = sizes;
  const layers = hidden.length;
  const units = (layer: number) => hidden[layer] as number;
  let products =
    images * passMultiplyAdds(sizes) + hypotheses * images * classes * units(layers - 1);
  for (let step = 1; step <= steps; step++)
    for (let layer = 0; layer < layers; layer++) {
      const rows = (input: number) => images * (step - 1 >= layers - input ? hypotheses : 1);
      if (layer > 0) products += rows(layer - 1) * units(layer - 1) * units(layer);
      if (layer < layers - 1) products += rows(layer + 1) * units(layer + 1) * units(layer);
    }
  return products;
}
