import { setImmediate } from 'node:timers/promises';
import { inBatches } from '../data/batches';
import { imageSize, type LabelledImages } from '../data/labelled-images';
import * as tf from '../engine/ops';
import { BATCH } from '../perception/evaluate';

/** One way of having one network recognise images. */
export interface Reading {
  /** What is compared, whatever the network's seed: in kebab-case. */
  readonly name: string;
  /** In words. */
  readonly about: string;
  /** The seed that its network was trained under. */
  readonly seed: number;
  /** Multiply-adds of the matrix products that one image takes. */
  readonly multiplyAdds: number;
  /** One label for each of `pixels` [B, n_0]. */
  readonly answer: (pixels: tf.Tensor2D) => Uint8Array;
}

/** Answers to all images, [images], and how long one image took, in milliseconds. */
export interface Answered {
  readonly answers: Uint8Array;
  readonly milliseconds: number;
}

/** A reading's answers; between batches other work gets its turn, and `stop` may throw. */
export async function answerAll(
  { answer }: Reading,
  images: LabelledImages,
  stop: () => void,
): Promise<Answered> {
  const answers = new Uint8Array(images.count);
  let spent = 0;
  for (const { start, pixels, labels } of inBatches(images, BATCH)) {
    const seen = tf.tensor2d(pixels, [labels.length, imageSize(images)]);
    const before = performance.now();
    answers.set(answer(seen), start);
    spent += performance.now() - before;
    seen.dispose();
    await setImmediate();
    stop();
  }
  return { answers, milliseconds: spent / images.count };
}
