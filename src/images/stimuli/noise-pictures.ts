import { randomStream } from '../../engine/random';
import type { LabelledImages } from '../labelled-images';
import { eachImage } from './each-image';

/**
 * Pictures in which there is nothing to see, as many as there are images: every channel of every
 * pixel is drawn by itself, each value from 0 to 255 as likely. Picture i draws from `randomStream(seed, 'noise', i)`.
 */
export function noisePictures(images: LabelledImages, seed: number): LabelledImages {
  return eachImage(images, (pixels, image) => {
    const random = randomStream(seed, 'noise', image);
    return Uint8Array.from(pixels, () => random.integer(0, 255));
  });
}

/**
 * The images with their pixels in random order: as much ink in the same colours, and nothing to see.
 * Image i draws from `randomStream(seed, 'scrambled', i)`.
 */
export function scrambled(images: LabelledImages, seed: number): LabelledImages {
  const { channels } = images;
  return eachImage(images, (pixels, image) => {
    const order = randomStream(seed, 'scrambled', image).permutation(pixels.length / channels);
    const scene = new Uint8Array(pixels.length);
    for (const [place, from] of order.entries())
      scene.set(pixels.subarray(from * channels, (from + 1) * channels), place * channels);
    return scene;
  });
}
