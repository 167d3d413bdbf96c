import { inBatches } from '../data/batches';
import { imageSize, type LabelledImages } from '../data/labelled-images';
import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { drivenByPixels } from '../perception/ascend';
import { BATCH } from '../perception/evaluate';

/** Mean activity of each unit of layer 1 in the bottom-up pass, over a set of images: [n_1]. */
export function meanActivity(network: Network, images: LabelledImages): Float32Array {
  const mean = new Float32Array(network.architecture.hidden[0]?.units as number);
  for (const { pixels, labels } of inBatches(images, BATCH)) {
    tidy(() => {
      const seen = tf.tensor3d(pixels, [1, labels.length, imageSize(images)]);
      const active = tf.relu(drivenByPixels(network, normalise(seen))[0] as tf.Tensor3D);
      const sums = tf.sum(active, [0, 1]).dataSync<'float32'>();
      for (const [unit, sum] of sums.entries()) mean[unit] = (mean[unit] ?? 0) + sum / images.count;
    });
  }
  return mean;
}
