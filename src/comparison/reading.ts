import { setImmediate } from 'node:timers/promises';
import { inBatches } from '../data/batches';
import { imageSize, type LabelledImages } from '../data/labelled-images';
import * as tf from '../engine/ops';
import type { Reading } from '../learning/reading';
import { BATCH } from '../perception/evaluate';

/** A reading of one of several networks that are compared. */
export interface SeededReading extends Reading {
  /** The seed that its network was trained under. */
  readonly seed: number;
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
