import type { Architecture } from '../src/network/architecture';
import { transformOf } from '../src/network/transforms/transforms';
import { wiresOf } from '../src/network/wires';
import { perceptionMultiplyAdds, type Work } from '../src/perception/multiply-adds';

/** Multiply-adds times two of perceiving (`perceptionMultiplyAdds`). */
export function perceptionFlop(architecture: Architecture, work: Work): number {
  return 2 * perceptionMultiplyAdds(architecture, work);
}

/** The same of a gradient, where `pushed` rows of each layer are pushed. */
export function learningFlop(
  architecture: Architecture,
  pushed: readonly number[],
  images: number,
): number {
  const products = wiresOf(architecture).flatMap((wires, layer) => {
    const rows = pushed[layer] as number;
    // The pixels stay the same at every step: pushes that meet the same image are summed first.
    return wires.map((wire) => {
      const met = wire.source === 0 ? Math.min(images, rows) : rows;
      return met * transformOf(wire.transform).weightCount(wire);
    });
  });
  return 2 * products.reduce((sum, one) => sum + one);
}
