import type { Prefers, Window } from '../perception/perception-settings';

/** Goodness per unit, by step from 0, hypothesis and layer. */
export type Goodness = readonly (readonly (readonly number[])[])[];

/** A label's score at a step: its layers' goodness per unit, summed. By step and label. */
export function scoresByStep(goodness: Goodness): number[][] {
  return goodness.map((step) => step.map(sum));
}

/** Each label's score, summed over the window. */
export function summedOver(
  scores: readonly (readonly number[])[],
  { first, last }: Window,
): number[] {
  const steps = scores.slice(first, last + 1);
  return (steps[0] ?? []).map((_, label) => sum(steps.map((step) => step[label] ?? 0)));
}

/** Each label's score, averaged over the window. */
export function overWindow(scores: readonly (readonly number[])[], window: Window): number[] {
  const steps = scores.slice(window.first, window.last + 1).length;
  return summedOver(scores, window).map((one) => one / steps);
}

/** The labels, that of the preferred score first; of equals, the lower label. */
export function ranked(scores: readonly number[], prefers: Prefers | undefined): number[] {
  const sign = prefers === 'least' ? -1 : 1;
  const favour = (label: number) => sign * (scores[label] ?? 0);
  const labels = scores.map((_, label) => label);
  return labels.sort((one, other) => favour(other) - favour(one) || one - other);
}

/**
 * The labels behind the answer, that of the preferred score first. The answer is what the network said:
 * where two labels are all but equal, scores that were rounded may tell another one.
 */
export function runnersUp(
  scores: readonly number[],
  answer: number,
  prefers: Prefers | undefined,
): number[] {
  return ranked(scores, prefers).filter((label) => label !== answer);
}

/** Whether no label's score differs from another's, as before any label has come down. */
export function allEqual(scores: readonly number[]): boolean {
  return scores.every((one) => one === scores[0]);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
