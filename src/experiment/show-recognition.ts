import { gather } from '../data/batches';
import type { LabelledImages } from '../data/labelled-images';
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
  const { rows, columns } = images;
  const seen = tf.tensor2d(gather(images, [index]).pixels, [1, rows * columns]);
  const recognition = recognise(network, seen, watching.steps, dynamicsOf(watching));
  seen.dispose();
  const pixels = images.pixels.subarray(index * rows * columns, (index + 1) * rows * columns);
  const table = recognitionTable(recognition, 0, watching.window);
  return `${portrait(pixels, rows, columns)}\n${table}\ntrue label: ${images.labels[index]}`;
}
