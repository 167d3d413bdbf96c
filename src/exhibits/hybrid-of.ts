import { gather } from '../data/batches';
import { imageSize, type LabelledImages } from '../data/labelled-images';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';

/** Two images, a mask, and the hybrid of the two: [rows × columns × channels] each, in 0 … 1. */
export interface Hybrid {
  readonly image: Float32Array;
  readonly mask: Float32Array;
  readonly other: Float32Array;
  readonly hybrid: Float32Array;
}

/** The hybrids of `pixels` [2, n_0], from the random stream of the pair of this number: [2, n_0]. */
export type DrawHybrids = (pixels: tf.Tensor2D, pair: number) => tf.Tensor2D;

/**
 * The hybrid of a pair of images of the set, drawn as the network's training draws them, from a
 * random stream of its own. The mask is what the same draws make of a white image and a black one.
 */
export function hybridOf(images: LabelledImages, pair: number, draw: DrawHybrids): Hybrid {
  const size = imageSize(images);
  const { pixels } = gather(images, [2 * pair, 2 * pair + 1]);
  const firstOf = (two: tf.Tensor2D) => {
    return draw(two, pair).dataSync<'float32'>().slice(0, size);
  };
  return tidy(() => ({
    image: pixels.slice(0, size),
    other: pixels.slice(size),
    mask: firstOf(tf.concat2d([tf.ones([1, size]), tf.zeros([1, size])], 0)),
    hybrid: firstOf(tf.tensor2d(pixels, [2, size])),
  }));
}
