import type { Sizes } from '../src/network/sizes';
import { type Work, watchingMultiplyAdds } from '../src/perception/multiply-adds';

/** Multiply-adds times two of watching (`watchingMultiplyAdds`). */
export function watchingFlop(sizes: Sizes, work: Work): number {
  return 2 * watchingMultiplyAdds(sizes, work);
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
