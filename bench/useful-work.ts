import type { Sizes } from '../src/network/sizes';

/** Products that a batch needs, whatever computes them. */
export interface Work {
  readonly images: number;
  readonly hypotheses: number;
  readonly steps: number;
}

/**
 * Multiply-adds times two of the matrix products of watching: the bottom-up pass, then each step's
 * products under the hypotheses that have reached their inputs (a label climbs down a layer a
 * step), pixels and labels once.
 */
export function watchingFlop({ pixels, hidden, classes }: Sizes, work: Work): number {
  const { images, hypotheses, steps } = work;
  const layers = hidden.length;
  const units = (layer: number) => hidden[layer] as number;
  let products = images * pixels * units(0) + hypotheses * images * classes * units(layers - 1);
  for (let layer = 1; layer < layers; layer++) products += images * units(layer - 1) * units(layer);
  for (let step = 1; step <= steps; step++)
    for (let layer = 0; layer < layers; layer++) {
      const rows = (input: number) => images * (step - 1 >= layers - input ? hypotheses : 1);
      if (layer > 0) products += rows(layer - 1) * units(layer - 1) * units(layer);
      if (layer < layers - 1) products += rows(layer + 1) * units(layer + 1) * units(layer);
    }
  return 2 * products;
}

/** The same of learning from what was watched, where `speaking` rows of each layer are pushed. */
export function learningFlop(
  { pixels, hidden, classes }: Sizes,
  speaking: readonly number[],
  images: number,
): number {
  const inputs = [pixels, ...hidden, classes];
  const products = hidden.map((units, layer) => {
    const [below, above] = [inputs[layer] as number, inputs[layer + 2] as number];
    const rows = speaking[layer] as number;
    return units * ((layer === 0 ? Math.min(images, rows) : rows) * below + rows * above);
  });
  return 2 * products.reduce((sum, one) => sum + one);
}
