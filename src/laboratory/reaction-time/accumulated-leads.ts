import { winners } from '../../perception/recognise';

/** What a run of evidence says after each step, of all images. */
export interface Leads {
  /** The label that is ahead: `answers[step - 1]` [images]. */
  readonly answers: readonly Uint8Array[];
  /** By how much it is ahead of the one that comes next: `leads[step - 1]` [images]. */
  readonly leads: readonly Float32Array[];
}

/**
 * Adds up each label's scores from the first step on and tells, after each step, which label is ahead
 * and by how much. `scores[step - 1]` is [images × classes], of two classes or more.
 */
export function accumulatedLeads(scores: readonly Float32Array[], classes: number): Leads {
  const sums: Float32Array[] = [];
  for (const step of scores) {
    const before = sums.at(-1);
    sums.push(before ? step.map((score, at) => score + (before[at] as number)) : step);
  }
  return {
    answers: sums.map((sum) => winners(sum, classes)),
    leads: sums.map((sum) => leadsOf(sum, classes)),
  };
}

/** The greatest less the second greatest of each image: [images × classes] → [images]. */
export function leadsOf(values: Float32Array, classes: number): Float32Array {
  return Float32Array.from({ length: values.length / classes }, (_, image) => {
    const row = values.slice(image * classes, (image + 1) * classes).sort();
    return (row[classes - 1] as number) - (row[classes - 2] as number);
  });
}
