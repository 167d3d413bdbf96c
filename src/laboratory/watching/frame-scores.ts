import { accumulate, type Recognition } from '../../perception/recognise';
import type { Window } from '../../perception/window';

/** Ways of reading frames, and what each label scores in them: [frames][B × classes]. */
export type FrameScores = ReadonlyMap<string, readonly Float32Array[]>;

/** What the readings of a recurrent network are called. */
export const BY_GOODNESS = 'top-down';
export const BY_ONE_PASS = 'one-pass';
export const byStep = (step: number) => `step ${step}`;

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
