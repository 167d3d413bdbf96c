import type { LabelledImages } from '../images/labelled-images';
import type { Reading } from '../learning/reading';
import { batchByBatch } from '../perception/evaluate';
import { median } from '../statistics/mean';
import type { ReadingAnswers } from './ledger';

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
  const parts = batchByBatch(images, (pixels, { start }) => {
    const before = performance.now();
    answers.set(answer(pixels), start);
    spent += performance.now() - before;
  });
  for await (const _ of parts) stop();
  return { answers, milliseconds: spent / images.count };
}

/** What an image costs a reading, and what that buys on clean images. */
export interface Cost {
  readonly reading: string;
  readonly about: string;
  /** Multiply-adds of matrix products an image. */
  readonly multiplyAdds: number;
  /** Milliseconds an image, the median over everything that was looked at. */
  readonly milliseconds: number;
}

/** Computation by reading: from the networks' sizes, and as it was timed. */
export function costs(readings: readonly Reading[], cells: readonly ReadingAnswers[]): Cost[] {
  const names = [...new Set(readings.map(({ name }) => name))];
  return names.map((reading) => {
    const { about, multiplyAdds } = readings.find(({ name }) => name === reading) as Reading;
    const times = cells
      .filter((cell) => cell.reading === reading)
      .map(({ milliseconds }) => milliseconds);
    return {
      reading,
      about,
      multiplyAdds,
      milliseconds: median(times) ?? Number.NaN,
    };
  });
}
