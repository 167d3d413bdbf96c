/** Frames at the pace of a network's steps. */
export interface Paced {
  /** What is shown at time 0 and after each step, as `watchVideo` takes it. */
  readonly frames: readonly Float32Array[];
  /** The step after which each of the given frames has been seen for as long as it is shown. */
  readonly seen: readonly number[];
}

/**
 * Shows the first frame for `lead` steps and each later one for `each`. A frame that is shown reaches
 * the lowest layer at the next step: the last one is shown once more than the layers see of it.
 */
export function paced(
  frames: readonly Float32Array[],
  { lead, each }: { readonly lead: number; readonly each: number },
): Paced {
  const shown = frames.flatMap((frame, at) =>
    new Array<Float32Array>(at === 0 ? lead : each).fill(frame),
  );
  return {
    frames: [...shown, ...frames.slice(-1)],
    seen: frames.map((_, at) => lead + at * each),
  };
}
