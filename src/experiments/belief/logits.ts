import type * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import type { LabelledImages } from '../../images/labelled-images';
import { OWN_BELIEF } from '../../perception/belief';
import { batchByBatch } from '../../perception/evaluate';
import { unlabelledFrame } from '../../perception/frame';
import { beliefOverTime } from '../../perception/own-belief';
import { dynamicsOf } from '../../perception/perception-settings';
import { readoutLogits } from '../../perception/readout';
import { bottomUpPass } from '../../perception/step';
import type { StudySubject } from '../subject';
import { cuePrior } from './cue-prior';

type Subject = Pick<StudySubject, 'network' | 'settings'>;

/** A cue an image, right with this probability. */
interface Cued {
  readonly cues: Uint8Array;
  readonly validity: number;
}

/** Logits of own belief after the window's last step, under a cue if there is one. */
export function finalBelief(
  { network, settings }: Subject,
  images: LabelledImages,
  cued?: Cued,
): Promise<Float32Array> {
  const { classes } = images;
  return together(images, (pixels, start) =>
    tidy(() => {
      const cues = cued?.cues.subarray(start, start + pixels.shape[0]);
      const prior = cued && cues && cuePrior(cues, cued.validity, classes);
      const dynamics = { ...dynamicsOf(settings), belief: { ...OWN_BELIEF, prior } };
      return beliefOverTime(network, pixels, settings.window.last, dynamics).at(-1) as Float32Array;
    }),
  );
}

/** Logits of the one-pass readout. */
export function onePassLogits({ network }: Subject, images: LabelledImages): Promise<Float32Array> {
  return together(images, (pixels) =>
    tidy(() =>
      readoutLogits(
        network,
        bottomUpPass(network, unlabelledFrame(network, pixels)),
      ).dataSync<'float32'>(),
    ),
  );
}

/** The logits of all batches in a row: [images × classes]. */
async function together(
  images: LabelledImages,
  work: (pixels: tf.Tensor2D, start: number) => Float32Array,
): Promise<Float32Array> {
  const all = new Float32Array(images.count * images.classes);
  for await (const { start, logits } of batchByBatch(images, (pixels, batch) => ({
    start: batch.start,
    logits: work(pixels, batch.start),
  })))
    all.set(logits, start * images.classes);
  return all;
}
