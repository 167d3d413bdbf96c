import { z } from 'zod';
import { checkRoom } from '../../engine/memory';
import type { LabelledImages } from '../../images/labelled-images';
import { type Ambiguous, morphFrame, realMorphs } from '../../images/stimuli/ambiguous';
import { InputError } from '../../input/errors';
import type { Window } from '../../perception/perception-settings';
import { accumulate, type Recognition } from '../../perception/recognise';
import { lengthBelow } from '../measures/answer-letters';

/** Ways of reading frames, and what each label scores in them: [frames][B × classes]. */
export type FrameScores = ReadonlyMap<string, readonly Float32Array[]>;

/** What the readings of a recurrent network are called. */
export const BY_GOODNESS = 'top-down';
export const BY_ONE_PASS = 'one-pass';
export const byStep = (step: number) => `step ${step}`;
export const isOfStep = (reading: string) => /^step \d+$/.test(reading);

/**
 * A recurrent network's readings of frames that it recognised each for itself: by goodness over the
 * window and at each step alone, and by the logits of its one-pass readout.
 */
export function recurrentFrameScores(
  recognitions: readonly Recognition[],
  window: Window,
): FrameScores {
  const steps = recognitions[0]?.scores.length ?? 0;
  return new Map([
    [BY_GOODNESS, recognitions.map((one) => accumulate(one, window))],
    [BY_ONE_PASS, recognitions.map(({ logits }) => logits)],
    ...Array.from({ length: steps }, (_, at): [string, Float32Array[]] => [
      byStep(at + 1),
      recognitions.map(({ scores }) => scores[at] as Float32Array),
    ]),
  ]);
}

/** A feed-forward network's: by goodness where it tries labels, else by its logits. */
export function feedforwardFrameScores(recognitions: readonly Recognition[]): Float32Array[] {
  return recognitions.map(({ scores, logits }) => scores[0] ?? logits);
}

/**
 * Shows the first frame for `lead` steps and each later one for `each`. A frame that is shown reaches
 * the lowest layer at the next step: the last one is shown once more than the layers see of it.
 * `frames` are what is shown at time 0 and after each step, `seen` the step after which each of the
 * given frames has been seen for as long as it is shown.
 */
export function framesAtPace(
  frames: readonly Float32Array[],
  { lead, each }: { readonly lead: number; readonly each: number },
): { readonly frames: readonly Float32Array[]; readonly seen: readonly number[] } {
  const shown = frames.flatMap((frame, at) =>
    new Array<Float32Array>(at === 0 ? lead : each).fill(frame),
  );
  return {
    frames: [...shown, ...frames.slice(-1)],
    seen: frames.map((_, at) => lead + at * each),
  };
}

/** Which digits are on their way to others: so many pairs, seen at so many places. */
export const morphOptions = (pairs: number, fewestShares: number) => ({
  pairs: z
    .int()
    .min(1)
    .default(pairs)
    .describe('pairs of 3–8, 4–9, 1–7 and 5–6 each, the most alike'),
  shares: z
    .int()
    .min(fewestShares)
    .max(1001)
    .default(21)
    .describe('images on the way from one digit to the other'),
});

/** As `realMorphs`. Throws InputError also where there are none. */
export function pairsToMorph(images: LabelledImages, pairs: number): Ambiguous[] {
  const items = realMorphs(images, pairs);
  if (items.length > 0) return items;
  throw new InputError(`no two of ${images.count} images can be morphed: take more of them`);
}

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
    Uint8Array.from(
      Array.from({ length: times }, () => items.map((one) => one.labels[end])).flat(),
    );
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
