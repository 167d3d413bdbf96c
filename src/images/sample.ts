import { randomStream } from '../engine/random';
import type { LabelledImages } from './labelled-images';
import { first, pick } from './split';

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
  const { count: taken } = first(images, count);
  const drawn = pick(images, sampledPlaces(images.count, taken, seed));
  return taken < images.count ? { ...drawn, name: `${images.name}, a random sample` } : drawn;
}
