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

/** Answers to all images, [images], and what one image took. */
export interface Answered {
  readonly answers: Uint8Array;
  readonly milliseconds: number;
  /** Of matrix products. */
  readonly multiplyAdds: number;
}

/** A reading's answers; between batches other work gets its turn, and `stop` may throw. */
export async function answerAll(
  { answer, multiplyAdds }: Reading,
  images: LabelledImages,
  stop: () => void,
): Promise<Answered> {
  const answers = new Uint8Array(images.count);
  let spent = 0;
  let beyond = 0;
  const spend = (more: number) => {
    beyond += more;
  };
  const parts = batchByBatch(images, (pixels, { start }) => {
    const before = performance.now();
    answers.set(answer(pixels, spend), start);
    spent += performance.now() - before;
  });
  for await (const _ of parts) stop();
  const { count } = images;
  return { answers, milliseconds: spent / count, multiplyAdds: multiplyAdds + beyond / count };
}

/** What an image costs a reading, and what that buys on clean images. */
export interface Cost {
  readonly reading: string;
  readonly about: string;
  /** Multiply-adds of matrix products an image, the median over everything that was looked at. */
  readonly multiplyAdds: number;
  /** Milliseconds an image, the median over everything that was looked at. */
  readonly milliseconds: number;
}

/** Computation by reading: as it was counted and timed. */
export function costs(readings: readonly Reading[], cells: readonly ReadingAnswers[]): Cost[] {
  const names = [...new Set(readings.map(({ name }) => name))];
  return names.map((reading) => {
    const { about, multiplyAdds } = readings.find(({ name }) => name === reading) as Reading;
    const own = cells.filter((cell) => cell.reading === reading);
    return {
      ...{ reading, about },
      // Cells of earlier versions do not say it: no reading of theirs took more than the least.
      multiplyAdds: median(own.map((cell) => cell.multiplyAdds ?? multiplyAdds)) ?? multiplyAdds,
      milliseconds: median(own.map(({ milliseconds }) => milliseconds)) ?? Number.NaN,
    };
  });
}
