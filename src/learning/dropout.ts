import * as tf from '../engine/ops';
import type { RandomStream } from '../engine/random';

/**
 * Gains of the units of each hidden layer, for dropout: 0 for a share of them, drawn for each image, and
 * 1 / √(1 − share) for the others, so that the goodness of a layer stays as it is on average: [1, B, n_l].
 * A unit that is left out is so for all steps, under both labels and in the bottom-up pass. The caller owns
 * them.
 *
 * Source: N. Srivastava and others (2014), JMLR 15, who keep the mean activity instead.
 */
export function drawGains(
  images: number,
  units: readonly number[],
  share: number,
  random: RandomStream,
): readonly tf.Tensor3D[] {
  const gain = 1 / Math.sqrt(1 - share);
  return units.map((count) => {
    const drawn = random.uniforms(images * count).map((u) => (u < share ? 0 : gain));
    return tf.tensor3d(drawn, [1, images, count]);
  });
}
