import { HALVES } from '../../images/stimuli/hidden-half';
import { pictureText } from '../measures/drawings';
import { known, type SomeCompleted } from './fit-rows';
import { fitToHidden } from './fits';
import type { PredictedRow, Prediction } from './rows';

/** Images that are drawn, the first ones, each with one half hidden: the halves in turn. */
const PICTURED = 8;

/** The half that is hidden of the image at this place, where it is drawn. */
export function halfDrawn(item: number) {
  return HALVES[item % HALVES.length] as (typeof HALVES)[number];
}

/**
 * Predictions of the first images: what layer 1 expects of the pixels after the bottom-up pass, and at
 * the end of the window under no label, under the true one and under the best of the wrong ones; and
 * the mean image of the class.
 */
export function completionDrawings(
  { seen, hidden, labels, start, half, fill }: SomeCompleted,
  means: readonly Float64Array[],
): PredictedRow[] {
  if (start > 0 || fill !== 'black') return [];
  const { classes, scores, drawn } = seen;
  return Array.from(labels.subarray(0, PICTURED), (truth, item): PredictedRow[] => {
    if (half !== halfDrawn(item)) return [];
    const row = (
      prediction: Prediction,
      picture: ArrayLike<number>,
      label: number | null = null,
    ): PredictedRow => ({
      ...{ kind: 'picture', item, half, fill, prediction, label },
      ...{ fit: known(fitToHidden(picture, hidden, item)), picture: pictureText(picture) },
    });
    const wrong = bestBut(truth, scores.subarray(item * classes, (item + 1) * classes));
    const one = (drawings: Float32Array, label = 0) =>
      pictureOf(drawings, labels.length, item, label, means[truth]?.length ?? 0);
    return [
      row('bottomUp', one(drawn.first)),
      row('noLabel', one(drawn.noLabel)),
      row('trueLabel', one(drawn.byLabel, truth), truth),
      row('wrongLabels', one(drawn.byLabel, wrong), wrong),
      row('trueMean', means[truth] as Float64Array, truth),
    ];
  }).flat();
}

/** One of the drawings [K or 1, B, size] that has been made. */
function pictureOf(
  drawings: Float32Array,
  images: number,
  image: number,
  label: number,
  size: number,
): Float32Array {
  const hypothesis = drawings.length > images * size ? label : 0;
  const start = (hypothesis * images + image) * size;
  return drawings.subarray(start, start + size);
}

/** The label of the highest score but for the true one. */
function bestBut(truth: number, scores: Float32Array): number {
  const others = Array.from(scores.keys()).filter((label) => label !== truth);
  return others.reduce((best, one) =>
    (scores[one] as number) > (scores[best] as number) ? one : best,
  );
}
