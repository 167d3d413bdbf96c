/** Goodness a unit, by step from 0, hypothesis and layer. */
export type Goodness = readonly (readonly (readonly number[])[])[];

/** The steps whose goodness decides, first and last included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** A label's score at a step: its layers' goodness a unit, summed. By step and label. */
export function scoresByStep(goodness: Goodness): number[][] {
  return goodness.map((step) => step.map((layers) => layers.reduce((sum, one) => sum + one, 0)));
}

/** Each label's score, averaged over the window. */
export function overWindow(
  scores: readonly (readonly number[])[],
  { first, last }: Window,
): number[] {
  const steps = scores.slice(first, last + 1);
  const labels = steps[0] ?? [];
  return labels.map(
    (_, label) => steps.reduce((sum, step) => sum + (step[label] ?? 0), 0) / steps.length,
  );
}

/** The labels, that of the highest score first; of equals, the lower label. */
export function ranked(scores: readonly number[]): number[] {
  const labels = scores.map((_, label) => label);
  return labels.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
}

/** Whether no label's score differs from another's, as before any label has come down. */
export function allEqual(scores: readonly number[]): boolean {
  return scores.every((one) => one === scores[0]);
}
