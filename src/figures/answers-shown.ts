import type { Figure } from '../charts/figure';
import type { LabelledImages } from '../images/labelled-images';
import type { System } from '../learning/system';
import type { Evaluation } from '../perception/evaluate';
import type { Window } from '../perception/perception-settings';
import { errorShare } from '../statistics/wilson';
import { confusionMatrix } from './confusion-matrix';
import { errorByStep } from './error-by-step';
import { toldApart } from './told-apart';

/** Figures of a network's answers to a set of images. */
export async function* answersShown(
  { name, answers }: Pick<System, 'name' | 'answers'>,
  images: LabelledImages,
  { labels, goodness, readout, byStep }: Evaluation,
  window: Window,
): AsyncGenerator<Figure> {
  const percent = (given: Uint8Array) => errorShare(given, labels).percent;
  if (goodness && byStep.length > 1)
    yield errorByStep([
      {
        ...{ name, images: labels.length, byStep: byStep.map(percent), window },
        ...{ byWindow: percent(goodness), onePass: percent(readout) },
      },
    ]);
  const by = goodness && answers.goodness !== undefined ? answers.goodness : answers.readout;
  yield confusionMatrix(labels, goodness ?? readout, images.classNames, by);
  if (goodness)
    yield toldApart(
      images,
      { name: answers.goodness ?? 'goodness', answers: goodness },
      { name: answers.readout, answers: readout },
    );
}

/** Images of each kind that readings told apart. */
const TOLD_APART = 3;

/**
 * Images worth watching closely, by their places: the first, the first of every other class, then
 * some that goodness got right and the one-pass readout wrong, and some the other way round.
 */
export function chosenImages(
  { labels, goodness, readout }: Pick<Evaluation, 'labels' | 'goodness' | 'readout'>,
  classes: number,
): number[] {
  const firstOf = Array.from({ length: classes }, (_, label) => labels.indexOf(label));
  const places = [...labels.keys()];
  const right = (answers: Uint8Array | undefined, at: number) => answers?.[at] === labels[at];
  const only = (one: Uint8Array | undefined, other: Uint8Array | undefined) =>
    places.filter((at) => right(one, at) && !right(other, at)).slice(0, TOLD_APART);
  const apart = goodness ? [...only(goodness, readout), ...only(readout, goodness)] : [];
  return [...new Set([0, ...firstOf, ...apart])].filter((at) => at >= 0 && at < labels.length);
}
