import { InputError } from '../input/errors';
import { imageSize, type LabelledImages, pixelsOf } from './labelled-images';

/**
 * Training images apart from the ones that are held out for validation while choosing settings:
 * the last `validationCount`, by default a sixth, which of MNIST's 60,000 is 10,000. The test set
 * stays out of it. Copies nothing.
 * Throws InputError where either part would be empty.
 */
export function trainValidation(
  training: LabelledImages,
  validationCount = Math.floor(training.count / 6),
): { training: LabelledImages; validation: LabelledImages } {
  const trainingCount = training.count - validationCount;
  if (!Number.isInteger(validationCount) || validationCount < 1 || trainingCount < 1) {
    throw new InputError(
      `cannot hold ${validationCount} of ${training.name}'s ${training.count} images out for ` +
        'validation: give a whole number above 0 that leaves some',
    );
  }
  const [kept, held] = [first(training, trainingCount), slice(training, trainingCount)];
  return { training: kept, validation: { ...held, name: `${training.name} (held out)` } };
}

/**
 * The first `count` images; shares their pixels and labels.
 * Throws InputError where there are fewer.
 */
export function first(images: LabelledImages, count: number): LabelledImages {
  if (!Number.isInteger(count) || count < 1 || count > images.count) {
    throw new InputError(
      `cannot take ${count} of ${images.name}'s ${images.count} images: give 1 to ${images.count}`,
    );
  }
  return slice(images, 0, count);
}

/** The images from place `start` up to before `end`; shares their pixels and labels. */
export function slice(images: LabelledImages, start: number, end = images.count): LabelledImages {
  const size = imageSize(images);
  return {
    ...images,
    count: end - start,
    pixels: images.pixels.subarray(start * size, end * size),
    labels: images.labels.subarray(start, end),
  };
}

/**
 * The images at these indices, in this order, copied. Throws RangeError for an index that is none.
 */
export function pick(images: LabelledImages, indices: ArrayLike<number>): LabelledImages {
  const size = imageSize(images);
  const pixels = new Uint8Array(indices.length * size);
  const labels = new Uint8Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    if (!(index >= 0 && index < images.count))
      throw new RangeError(`no image ${index}: ${images.name} has ${images.count}`);
    pixels.set(pixelsOf(images, index), at * size);
    labels[at] = images.labels[index] as number;
  }
  return { ...images, count: indices.length, pixels, labels };
}
