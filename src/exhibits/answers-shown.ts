import type { LabelledImages } from '../data/labelled-images';
import type { System } from '../learning/system';
import type { Evaluation } from '../perception/evaluate';
import type { Window } from '../perception/window';
import { errorShare } from '../statistics/error-share';
import { confusionMatrix } from './confusion-matrix';
import { errorByStep } from './error-by-step';
import type { Exhibit } from './exhibit';
import { toldApart } from './told-apart';

/** Figures of a network's answers to a set of images. */
export async function* answersShown(
  { name, answers }: Pick<System, 'name' | 'answers'>,
  images: LabelledImages,
  { labels, goodness, readout, byStep }: Evaluation,
  window: Window,
): AsyncGenerator<Exhibit> {
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
