import type { Window } from '../perception/window';
import type { WatchedImage } from './watched-image';

/** Labels by their goodness over the window, the answer first; the lower of equals before. */
export function rankedLabels(
  { goodness }: Pick<WatchedImage, 'goodness'>,
  { first, last }: Window,
): readonly number[] {
  const steps = goodness.slice(first, last + 1);
  const scores = (goodness[0] ?? []).map((_, label) =>
    steps.reduce((sum, step) => sum + (step[label] ?? []).reduce((all, one) => all + one, 0), 0),
  );
  const labels = scores.map((_, label) => label);
  return labels.sort((one, other) => (scores[other] as number) - (scores[one] as number));
}
