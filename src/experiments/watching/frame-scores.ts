import type { Window } from '../../perception/perception-settings';
import { accumulate, type Recognition } from '../../perception/recognise';

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
