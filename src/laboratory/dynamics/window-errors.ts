import { accumulate, winners } from '../../perception/recognise';
import type { Window } from '../../perception/window';

/** How often the label of the highest score over these steps is not the true one, 0 … 1. */
export interface WindowError extends Window {
  readonly wrong: number;
}

/** The error by every window within the steps: `scores[step - 1]` is [images × classes]. */
export function windowErrors(
  scores: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
): WindowError[] {
  const steps = scores.map((_, before) => before + 1);
  return steps.flatMap((first) =>
    steps.slice(first - 1).map((last) => {
      const answers = winners(accumulate({ scores }, { first, last }), classes);
      const wrong = answers.filter((answer, image) => answer !== labels[image]).length;
      return { first, last, wrong: wrong / answers.length };
    }),
  );
}
