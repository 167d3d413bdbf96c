import { BLUE_WHITE_ORANGE } from '../../charts/colours';
import type { Window } from '../../perception/perception-settings';

/** A layer's activity as bytes, [step][label][unit], 255 is `most`; of how many labels and units. */
interface LayerBytes {
  readonly bytes: Uint8Array;
  readonly most: number;
  readonly labels: number;
  readonly units: number;
}

/**
 * What each unit of a layer does for one label against another, [units]: the square of its activity under the
 * one minus that under the other, mean over the steps that decide. Their mean is how far the one's goodness per unit is ahead.
 */
export function unitDifferences(
  { bytes, most, labels, units }: LayerBytes,
  [one, other]: readonly [one: number, other: number],
  { first, last }: Window,
): Float64Array {
  const differences = new Float64Array(units);
  const square = (step: number, label: number, unit: number) =>
    (((bytes[(step * labels + label) * units + unit] ?? 0) / 255) * most) ** 2;
  for (let step = first; step <= last; step++)
    for (const unit of differences.keys())
      differences[unit] =
        (differences[unit] ?? 0) +
        (square(step, one, unit) - square(step, other, unit)) / (last - first + 1);
  return differences;
}

/** Colours of differences: blue below the middle, which is 0, orange above. */
export const DIFFERENCE_COLOURS = Array.from({ length: 256 }, (_, value) => [
  ...BLUE_WHITE_ORANGE(value / 255),
  255,
]);

/** Differences as places 0 … 255 in those colours: the ends are ± the largest, `most`. */
export function differencePlaces(differences: Float64Array): { most: number; places: Uint8Array } {
  const most = differences.reduce((high, one) => Math.max(high, Math.abs(one)), 0);
  return { most, places: Uint8Array.from(differences, (one) => 127.5 * (1 + one / (most || 1))) };
}
