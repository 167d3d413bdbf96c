import { randomStream } from '../engine/random';
import { imageSize, type LabelledImages, pixelsOf } from './labelled-images';
import { first } from './split';

/**
 * The places of `count` of so many images in the order in which they are drawn, each as likely and none
 * twice: a smaller sample of the same seed is the beginning of a larger one.
 */
export function sampledPlaces(of: number, count: number, seed: number): Uint32Array {
  return randomStream(seed, 'sample of images').permutation(of).slice(0, count);
}

/**
 * A random sample of `count` images (`sampledPlaces`), as copies; its name says that it is one, where
 * it is not all of them. Throws InputError where there are fewer.
 */
export function sample(images: LabelledImages, count: number, seed: number): LabelledImages {
  const taken = first(images, count);
  const places = sampledPlaces(images.count, count, seed);
  const size = imageSize(images);
  const pixels = new Uint8Array(count * size);
  for (const [at, place] of places.entries()) pixels.set(pixelsOf(images, place), at * size);
  const labels = Uint8Array.from(places, (place) => images.labels[place] as number);
  const name = count < images.count ? `${images.name}, a random sample` : images.name;
  return { ...taken, name, pixels, labels };
}
