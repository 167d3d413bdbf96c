import type { WatchedImage } from '../observation/watched-image';

/** Activity of a hidden layer, from 0, under a label at each step: [(steps + 1) × units]. */
export function activityUnder(
  { activity, goodness, units }: Pick<WatchedImage, 'activity' | 'goodness' | 'units'>,
  layer: number,
  label: number,
): Float32Array {
  const all = activity[layer] as Float32Array;
  const wide = units[layer] as number;
  const labels = goodness[0]?.length ?? 0;
  const under = new Float32Array(goodness.length * wide);
  for (const step of goodness.keys()) {
    const from = (step * labels + label) * wide;
    under.set(all.subarray(from, from + wide), step * wide);
  }
  return under;
}
