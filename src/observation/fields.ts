import { type ImageShape, imageSize, shapeInWords } from '../data/labelled-images';
import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { BottomUpWeights, FeedforwardNetwork, Network } from '../network/network';
import { project } from '../perception/ascend';
import { expectedPixels } from '../perception/expected-pixels';
import { everyLabel } from '../perception/frame';

/**
 * The weights from the pixels into units of layer 1, a picture each: [rows × columns × channels]. `units` are
 * their places in the layer, from 0, or a number: the first so many.
 * Throws RangeError where the pixels are not of this shape, or the layer has no such unit.
 */
export function receptiveFields(
  network: FeedforwardNetwork,
  shape: ImageShape,
  units: number | readonly number[],
): Float32Array[] {
  const weights = lowest(network, shape).bottomUp;
  const all = weights.dataSync<'float32'>();
  const wide = weights.shape[1];
  const chosen =
    typeof units === 'number' ? Array.from({ length: units }, (_, unit) => unit) : units;
  return chosen.map((unit) => {
    if (!(unit >= 0 && unit < wide))
      throw new RangeError(`no unit ${unit}: layer 1 has ${wide} units`);
    return Float32Array.from(
      { length: imageSize(shape) },
      (_, pixel) => all[pixel * wide + unit] as number,
    );
  });
}

/**
 * What each label brings down to the pixels with nothing coming up, a picture each:
 * [rows × columns × channels].
 * From the label ŷ downwards every layer does as in a step, but for what it would get from below,
 * s_l = relu(ŝ_{l+1} D_l + b_l), and layer 1 reaches the pixels as in `expectedPixels`.
 * Throws RangeError where the pixels are not of this shape.
 */
export function generativeFields(network: Network, shape: ImageShape): Float32Array[] {
  lowest(network, shape); // or it throws
  return tidy(() => {
    const label: tf.Tensor3D = normalise(everyLabel(network.sizes.classes));
    const down = network.layers.reduceRight(
      (above, { topDown, bias }) => normalise(tf.relu(tf.add(project(above, topDown), bias))),
      label,
    );
    const pixels = expectedPixels(network, down).dataSync<'float32'>(); // [classes, 1, n_0]
    const size = imageSize(shape);
    return Array.from({ length: network.sizes.classes }, (_, at) =>
      pixels.slice(at * size, (at + 1) * size),
    );
  });
}

/** The weights into layer 1, if what it sees is such an image. */
function lowest({ layers, sizes }: FeedforwardNetwork, shape: ImageShape): BottomUpWeights {
  if (sizes.pixels !== imageSize(shape))
    throw new RangeError(`a network of ${sizes.pixels} pixels does not see ${shapeInWords(shape)}`);
  return layers[0] as BottomUpWeights;
}
