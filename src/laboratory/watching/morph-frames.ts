import { checkRoom } from '../../engine/room';
import { type Ambiguous, morphFrame } from '../../stimuli/ambiguous';
import { lengthBelow } from '../measures/length-below';

/** Digits on their way to others, drawn once for all that is done with them. */
export interface MorphFrames {
  readonly items: readonly Ambiguous[];
  /** All items at each share, from 0 to 1: [shares][items × n_0]. */
  readonly frames: readonly Float32Array[];
}

/** The items at these shares. Throws InputError where they take more memory than there is. */
export function morphFrames(items: readonly Ambiguous[], shares: readonly number[]): MorphFrames {
  const pixels = items[0]?.at(0).length ?? 0;
  const bytes = Float32Array.BYTES_PER_ELEMENT * shares.length * items.length * pixels;
  checkRoom(`${items.length} pairs at ${shares.length} shares each`, bytes);
  return { items, frames: shares.map((share) => morphFrame(items, share)) };
}

/** The two labels of each item, so many times in a row: [times × items] each. */
export function morphLabels({ items }: Pick<MorphFrames, 'items'>, times = 1) {
  const at = (end: 0 | 1) =>
    Uint8Array.from({ length: times * items.length }, (_, place) => {
      return items[place % items.length]?.labels[end] as number;
    });
  return { first: at(0), other: at(1) };
}

/**
 * Where each item flips, as a share of the way, [items]: `preferred[share]` [items] is by how much its
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
