import { gather } from '../data/batches';
import { imageSize, type LabelledImages, nameOf, pixelsOf } from '../data/labelled-images';
import * as tf from '../engine/ops';
import type { Network } from '../network/network';
import { portrait } from '../observation/portrait';
import { recognise } from '../perception/recognise';
import { dynamicsOf, type Watching } from '../perception/watching';
import { recognitionTable } from './tables';

/** One image and what a network makes of it, as text: each label's score, step by step. */
export function showRecognition(
  network: Network,
  images: LabelledImages,
  index: number,
  watching: Watching,
): string {
  const { classNames } = images;
  const seen = tf.tensor2d(gather(images, [index]).pixels, [1, imageSize(images)]);
  const recognition = recognise(network, seen, watching.steps, dynamicsOf(watching));
  seen.dispose();
  const picture = portrait(pixelsOf(images, index), images);
  const table = recognitionTable(recognition, 0, watching.window, classNames);
  return `${picture}\n${table}\ntrue label: ${nameOf(images, index)}`;
}
