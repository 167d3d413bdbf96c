import type { Recognition } from './recognise';

/** Which label is the answer: that with the most goodness, or the least. */
export type Prefers = 'most' | 'least';

/** What was recognised, with scores of which the highest is the answer. */
export function inFavour(prefers: Prefers | undefined, seen: Recognition): Recognition {
  if (prefers !== 'least') return seen;
  return { ...seen, scores: seen.scores.map((step) => step.map((score) => -score)) };
}
