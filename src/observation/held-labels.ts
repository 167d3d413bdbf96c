import * as tf from '../engine/ops';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';
import type { Network } from '../network/network';
import { BATCH } from '../perception/evaluate';
import { PAPER_WINDOW } from '../perception/perception-settings';
import { accumulate, recognise, winners } from '../perception/recognise';
import type { TraceSettings } from './trace-about';
import { isWord, NONE_HELD, WORD_CODES } from './trace-hypotheses';
import type { TraceSelection } from './trace-selection';

/**
 * The label that is held at the top for each image under each hypothesis of a selection, or −1 where none is:
 * [images × hypotheses], row by row. Undefined where hypotheses are labels, the same for every image. What a
 * network answers is asked of it as `recognise` does.
 */
export function heldLabels(
  network: Network,
  images: LabelledImages,
  { images: chosen, hypotheses }: Pick<TraceSelection, 'images' | 'hypotheses'>,
  settings: Pick<TraceSettings, 'window' | 'dynamics'>,
): Int32Array | undefined {
  if (!hypotheses.some(isWord)) return undefined;
  const answers = hypotheses.includes(WORD_CODES.answer)
    ? answersTo(network, images, chosen, settings)
    : undefined;
  const held = (image: number, at: number, hypothesis: number): number => {
    if (hypothesis === WORD_CODES.true) return images.labels[image] as number;
    if (hypothesis === WORD_CODES.answer) return answers?.[at] as number;
    return NONE_HELD;
  };
  return Int32Array.from(
    chosen.flatMap((image, at) => hypotheses.map((hypothesis) => held(image, at, hypothesis))),
  );
}

/** What a network takes the chosen images for, by goodness over the window. */
function answersTo(
  network: Network,
  images: LabelledImages,
  chosen: readonly number[],
  { window = PAPER_WINDOW, dynamics }: Pick<TraceSettings, 'window' | 'dynamics'>,
): number[] {
  const answers: number[] = [];
  for (let first = 0; first < chosen.length; first += BATCH) {
    const batch = chosen.slice(first, first + BATCH);
    const { pixels } = gather(images, Uint32Array.from(batch));
    const seen = tf.tensor2d(pixels, [batch.length, imageSize(images)]);
    const recognition = recognise(network, seen, window.last, dynamics);
    seen.dispose();
    answers.push(...winners(accumulate(recognition, window), recognition.classes));
  }
  return answers;
}
