import { z } from 'zod';
import { checkRoom } from '../../engine/memory';
import type { LabelledImages } from '../../images/labelled-images';
import { type Ambiguous, morphFrame, realMorphs } from '../../images/stimuli/ambiguous';
import { InputError } from '../../input/errors';

/** Which digits are on their way to others: so many pairs, seen at so many places. */
export const morphOptions = (pairs: number, fewestShares: number) => ({
  pairs: z
    .int()
    .min(1)
    .default(pairs)
    .describe('pairs of each kind (3–8, 4–9, 1–7 and 5–6), the most similar ones'),
  shares: z
    .int()
    .min(fewestShares)
    .max(1001)
    .default(21)
    .describe('number of morph levels, images from one digit to the other'),
});

/** As `realMorphs`. Throws InputError also where there are none. */
export function pairsToMorph(images: LabelledImages, pairs: number): Ambiguous[] {
  const items = realMorphs(images, pairs);
  if (items.length > 0) return items;
  throw new InputError(`no two of ${images.count} images can be morphed: use more images`);
}

/** Morphs from one digit to another, drawn once for all that is done with them. */
export interface MorphFrames {
  readonly items: readonly Ambiguous[];
  /** All items at each share, from 0 to 1: [shares][items × n_0]. */
  readonly frames: readonly Float32Array[];
}

/** The items at these shares. Throws EnvironmentError where they take more memory than there is. */
export function morphFrames(items: readonly Ambiguous[], shares: readonly number[]): MorphFrames {
  const pixels = items[0]?.at(0).length ?? 0;
  const bytes = Float32Array.BYTES_PER_ELEMENT * shares.length * items.length * pixels;
  checkRoom(`${items.length} pairs at ${shares.length} morph levels each`, bytes);
  return { items, frames: shares.map((share) => morphFrame(items, share)) };
}

/** The two labels of each item, so many times in a row: [times × items] each. */
export function morphLabels({ items }: Pick<MorphFrames, 'items'>, times = 1) {
  const at = (end: 0 | 1) =>
    Uint8Array.from(
      Array.from({ length: times }, () => items.map((one) => one.labels[end])).flat(),
    );
  return { first: at(0), other: at(1) };
}

/**
 * Where each item flips, as a morph level, [items]: `preferred[share]` [items] is by how much its
 * second label is preferred there.
 */
export function flipsAlong(preferred: readonly Float32Array[]): number[] {
  return Array.from(preferred[0] ?? [], (_, item) =>
    lengthBelow(
      preferred.map((share) => share[item] as number),
      0,
    ),
  );
}

/**
 * How much of a walk from 0 to 1 lies below a level: `values` are met in equal steps, the first at 0
 * and the last at 1, and lie on straight lines between. From 0 to 1.
 *
 * Of a preference that goes from below 0 to above it, the length below 0 is the point at which it
 * flips; where it comes back in between, what is preferred the less is counted for as long as it is.
 * Throws RangeError for fewer than two values.
 */
export function lengthBelow(values: ArrayLike<number>, level: number): number {
  const pieces = values.length - 1;
  if (pieces < 1) throw new RangeError(`a walk of ${values.length} values has no length`);
  let length = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [(values[piece] as number) - level, (values[piece + 1] as number) - level];
    if (from < 0 && to < 0) length += 1;
    else if (from < 0 || to < 0)
      length += Math.min(from, to) / (Math.min(from, to) - Math.max(from, to));
  }
  return length / pieces;
}

/**
 * How much of a walk from 0 to 1 it takes to go from a quarter to three quarters of the way between
 * its first value and its last: 0.5 for a straight line, 0 for a step, whatever the scale. Undefined
 * unless the first is below 0 and the last above it.
 */
export function transitionWidth(values: ArrayLike<number>): number | undefined {
  const [first, last] = [values[0] as number, values[values.length - 1] as number];
  if (!(first < 0 && last > 0)) return undefined;
  const at = (share: number) => lengthBelow(values, first + share * (last - first));
  return at(0.75) - at(0.25);
}
