import type { LabelledImages } from '../images/labelled-images';
import { pick } from '../images/split';
import type { Network } from '../network/network';
import { batchByBatch } from '../perception/evaluate';
import { PAPER_WINDOW } from '../perception/perception-settings';
import { accumulate, inFavour, recognise, winners } from '../perception/recognise';
import { PAPER_DYNAMICS } from '../perception/step';
import type { TraceSettings } from './trace-about';
import { isWord, NONE_HELD, WORD_CODES } from './trace-hypotheses';
import type { TraceSelection } from './trace-selection';

/** What is chosen of a trace that says which labels are held. */
type Chosen = Pick<TraceSelection, 'images' | 'hypotheses'>;

/**
 * What a network takes the chosen images for, by the preferred goodness over the window, when it tries every label,
 * whatever else the dynamics say: batch by batch, [B]. Nothing where no hypothesis is the answer. Between batches
 * other work gets its turn; leaving the loop stops it.
 */
export async function* answersOf(
  network: Network,
  images: LabelledImages,
  { images: chosen, hypotheses }: Chosen,
  {
    window = PAPER_WINDOW,
    dynamics: { damping, schedule } = PAPER_DYNAMICS,
    prefers,
  }: Pick<TraceSettings, 'window' | 'dynamics' | 'prefers'>,
): AsyncGenerator<Uint8Array> {
  if (!hypotheses.includes(WORD_CODES.answer)) return;
  yield* batchByBatch(pick(images, chosen), (pixels) => {
    const recognition = inFavour(
      prefers,
      recognise(network, pixels, window.last, { damping, schedule }),
    );
    return winners(accumulate(recognition, window), recognition.classes);
  });
}

/**
 * The label that is held at the top for each image under each hypothesis of a selection, or −1 where none is:
 * [images × hypotheses], row by row. Undefined where hypotheses are labels, the same for every image. `answers`
 * are those of `answersOf`, one an image.
 */
export function heldLabels(
  images: LabelledImages,
  { images: chosen, hypotheses }: Chosen,
  answers: readonly number[],
): Int32Array | undefined {
  if (!hypotheses.some(isWord)) return undefined;
  const held = (image: number, at: number, hypothesis: number): number => {
    if (hypothesis === WORD_CODES.true) return images.labels[image] as number;
    if (hypothesis === WORD_CODES.answer) return answers[at] as number;
    return NONE_HELD;
  };
  return Int32Array.from(
    chosen.flatMap((image, at) => hypotheses.map((hypothesis) => held(image, at, hypothesis))),
  );
}
