import { setImmediate } from 'node:timers/promises';
import { inBatches } from '../../data/batches';
import { imageSize, type LabelledImages } from '../../data/labelled-images';
import * as tf from '../../engine/ops';
import type { Surroundings } from '../../experiment/experiment';
import { stopIfInterrupted } from '../../experiment/interrupted';
import { BATCH } from '../../perception/evaluate';
import type { Recognition } from '../../perception/recognise';
import { sideBySide } from './side-by-side';

/**
 * What `recogniser`, of whatever system, makes of all images: every score and logit, where `evaluate`
 * keeps answers alone. Between batches other work gets its turn. Throws Interrupted.
 */
export async function recogniseImages(
  { signal }: Pick<Surroundings, 'signal'>,
  recogniser: (pixels: tf.Tensor2D) => Recognition,
  images: LabelledImages,
): Promise<Recognition> {
  const parts: Recognition[] = [];
  for (const { pixels, labels } of inBatches(images, BATCH)) {
    stopIfInterrupted(signal);
    const seen = tf.tensor2d(pixels, [labels.length, imageSize(images)]);
    parts.push(recogniser(seen));
    seen.dispose();
    await setImmediate();
  }
  const steps = parts[0]?.scores ?? [];
  return {
    images: images.count,
    classes: images.classes,
    scores: steps.map((_, step) =>
      sideBySide(parts.map(({ scores }) => scores[step] as Float32Array)),
    ),
    logits: sideBySide(parts.map(({ logits }) => logits)),
  };
}
