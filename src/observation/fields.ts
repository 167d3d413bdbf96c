import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { inBatches } from '../images/batches';
import {
  type ImageShape,
  imageSize,
  type LabelledImages,
  shapeInWords,
} from '../images/labelled-images';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { labelPlace, type Wire, wiresOf } from '../network/wires';
import { drivenByPixels } from '../perception/ascend';
import { BATCH } from '../perception/evaluate';
import { expectedPixels, wireFromPixels } from '../perception/expected-pixels';
import { everyLabel, seenPixels } from '../perception/frame';
import { expectation, layerInput } from '../perception/layer-input';
import { mean } from '../statistics/mean';

/**
 * The weights from the pixels into units of layer 1, a picture each, 0 where a unit sees nothing:
 * [rows × columns × channels]. `units` are their places in the layer, from 0, or a number: the first so many.
 * Throws RangeError where the pixels are not of this shape, or the layer has no such unit.
 */
export function receptiveFields(
  network: Network,
  shape: ImageShape,
  units: number | readonly number[],
): Float32Array[] {
  return fieldsThrough(network, checked(network, shape), units);
}

/**
 * The weights of a connection into units of the layer that it leads to, a vector each of the layer that it
 * comes from, 0 where a unit sees nothing: [units]. `units` as for `receptiveFields`. Throws RangeError where
 * the layer has no such unit.
 */
export function fieldsThrough(
  network: Network,
  wire: Wire,
  units: number | readonly number[],
): Float32Array[] {
  const wide = wire.to.units;
  const chosen =
    typeof units === 'number' ? Array.from({ length: units }, (_, unit) => unit) : units;
  const none = chosen.find((unit) => !(unit >= 0 && unit < wide));
  if (none !== undefined)
    throw new RangeError(`no unit ${none}: ${wire.to.name.replace('_', ' ')} has ${wide} units`);
  return tidy(() => {
    // A unit that is active by itself expects its weights of what it sees.
    const alone = new Float32Array(chosen.length * wide);
    for (const [at, unit] of chosen.entries()) alone[at * wide + unit] = 1;
    const active = tf.tensor3d(alone, [1, chosen.length, wide]);
    const fields = expectation(active, network.weights[wire.at] as tf.Tensor, wire);
    const values = fields.dataSync<'float32'>();
    const size = wire.from.units;
    return chosen.map((_, at) => values.slice(at * size, (at + 1) * size));
  });
}

/**
 * What each label brings down to the pixels with nothing coming up, a picture each: [rows × columns × channels].
 * From the label ŷ downwards every layer does as in a step, but for what it would get from below and
 * from itself, s_l = relu(b_l + Σ_c project_c(ŝ_from(c))), and layer 1 reaches the pixels as in
 * `expectedPixels`. Throws RangeError where the pixels are not of this shape, or a layer sees nothing
 * above it.
 */
export function generativeFields(network: Network, shape: ImageShape): Float32Array[] {
  checked(network, shape);
  const { architecture } = network;
  const { classes, hidden } = sizesOf(architecture);
  return tidy(() => {
    const shown: tf.Tensor3D[] = [];
    shown[labelPlace(architecture)] = normalise(everyLabel(classes));
    for (let layer = hidden.length; layer >= 1; layer--) {
      const down = downInto(network, layer);
      if (down.length === 0) throw new RangeError(`layer ${layer} sees nothing above it`);
      const seen = ({ source }: Wire) => shown[source];
      shown[layer] = normalise(tf.relu(layerInput(network, down, [], layer - 1, seen)));
    }
    const pixels = expectedPixels(network, shown[1] as tf.Tensor3D).dataSync<'float32'>();
    const size = imageSize(shape);
    return Array.from({ length: classes }, (_, at) => pixels.slice(at * size, (at + 1) * size));
  });
}

/** Whether what a label says reaches every layer from above. */
export function reachesDown(network: Network): boolean {
  return network.architecture.hidden.every((_, index) => downInto(network, index + 1).length > 0);
}

/** The connections that lead down into a hidden layer (1 … L). */
function downInto({ architecture }: Network, layer: number): readonly Wire[] {
  const wires = wiresOf(architecture)[layer - 1] as readonly Wire[];
  return wires.filter(({ direction }) => direction === 'top-down');
}

/** How layer 1 sees the pixels, if those are such an image. */
function checked({ architecture }: Network, shape: ImageShape): Wire {
  const { pixels } = sizesOf(architecture);
  if (pixels !== imageSize(shape))
    throw new RangeError(`a network of ${pixels} pixels does not see ${shapeInWords(shape)}`);
  return wireFromPixels(architecture);
}

/** Mean activity of each unit of layer 1 in the bottom-up pass, over a set of images: [n_1]. */
export function meanActivityInFirstLayer(network: Network, images: LabelledImages): Float32Array {
  const mean = new Float32Array(network.architecture.hidden[0]?.units as number);
  for (const { pixels, labels } of inBatches(images, BATCH)) {
    tidy(() => {
      const seen = tf.tensor3d(pixels, [1, labels.length, imageSize(images)]);
      const active = tf.relu(
        drivenByPixels(network, seenPixels(network.architecture, seen))[0] as tf.Tensor3D,
      );
      const sums = tf.sum(active, [0, 1]).dataSync<'float32'>();
      for (const [unit, sum] of sums.entries()) mean[unit] = (mean[unit] ?? 0) + sum / images.count;
    });
  }
  return mean;
}

/**
 * How alike neighbours are in a field [rows × columns × channels]: the correlation of what lies side by
 * side or one above the other in the same channel, near 0 where each place is drawn by itself, near 1
 * where the field is smooth. Moran's I with these neighbours. Source: P. A. P. Moran (1950), Notes on
 * continuous stochastic phenomena. 0 where all places are equal.
 */
export function neighbourCorrelation(
  field: Float32Array,
  { rows, columns, channels }: ImageShape,
): number {
  const middle = mean(field);
  const line = columns * channels;
  const apart = (row: number, at: number) => (field[row * line + at] as number) - middle;
  let [together, pairs, variance] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < line; at++) {
      const here = apart(row, at);
      variance += here ** 2 / field.length;
      if (at + channels < line) together += here * apart(row, at + channels);
      if (row + 1 < rows) together += here * apart(row + 1, at);
      pairs += Number(at + channels < line) + Number(row + 1 < rows);
    }
  }
  return variance > 0 && pairs > 0 ? together / pairs / variance : 0;
}
