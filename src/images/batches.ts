import { randomStream } from '../engine/random';
import { InputError } from '../input/errors';
import type { LabelledImages } from './labelled-images';
import { pick } from './split';

/**
 * The batches of an epoch (counted from 1): which images, in which order, drawn from the stream
 * `order` of seed and epoch. Every batch is full: what is left over after the last full one sits
 * this epoch out, another time other images do (as in `ffnew.m`). Throws as `checkBatch` does.
 */
export function batchOrder(
  count: number,
  batchSize: number,
  seed: number,
  epoch: number,
): Uint32Array[] {
  checkBatch({ count }, { batch: batchSize });
  const order = randomStream(seed, 'order', epoch).permutation(count);
  return Array.from({ length: Math.floor(count / batchSize) }, (_, at) =>
    order.subarray(at * batchSize, (at + 1) * batchSize),
  );
}

/** Throws InputError where the batch is no whole number above 0, or there are fewer images. */
export function checkBatch(
  { count }: Pick<LabelledImages, 'count'>,
  { batch }: { readonly batch: number },
): void {
  if (!Number.isInteger(batch) || batch < 1)
    throw new InputError(`a batch of ${batch} images: give a whole number above 0`);
  if (count < batch)
    throw new InputError(
      `a batch of ${batch} is more than the ${count} images: choose a smaller batch, or more images`,
    );
}

/** Images as a network takes them. */
export interface Batch {
  /** In 0 … 1: [B × rows × columns × channels]. */
  readonly pixels: Float32Array;
  /** [B]. */
  readonly labels: Int32Array;
}

/**
 * The images at these indices, in this order, as new arrays.
 * Throws RangeError for an index that is none.
 */
export function gather(images: LabelledImages, indices: ArrayLike<number>): Batch {
  const { pixels: greys, labels } = pick(images, indices);
  const pixels = new Float32Array(greys.length);
  for (let at = 0; at < greys.length; at++) pixels[at] = (greys[at] as number) / 255;
  return { pixels, labels: Int32Array.from(labels) };
}

/** All images in a row, at most `most` at once; `start` is the place of a batch's first. */
export function* inBatches(
  images: LabelledImages,
  most: number,
): Generator<Batch & { readonly start: number }> {
  for (let start = 0; start < images.count; start += most) {
    const length = Math.min(most, images.count - start);
    const indices = Uint32Array.from({ length }, (_, at) => start + at);
    yield { start, ...gather(images, indices) };
  }
}
