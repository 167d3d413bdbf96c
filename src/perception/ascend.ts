import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { product } from '../engine/product';
import { tidy } from '../engine/tidy';
import type { BottomUpWeights, FeedforwardNetwork } from '../network/network';
import { layerState } from './layer-state';
import type { LayerState } from './state';

/**
 * The bottom-up pass: s_l = relu(ŝ_{l-1} U_l + b_l), layer by layer. `drive` is what the lowest
 * layer gets, x̂ U_1 + b_1 (`drivenBy`): [K, B, n_1]. Returns new tensors, lowest layer first.
 */
export function ascend({ layers }: FeedforwardNetwork, drive: tf.Tensor3D): readonly LayerState[] {
  return rise({ weights: layers, drive });
}

interface Rise {
  readonly weights: readonly BottomUpWeights[];
  readonly drive: tf.Tensor3D;
}

/** The layers of the bottom-up pass, as one call of the engine. */
const rise = compiled(({ weights, drive }: Rise) =>
  tidy(() => {
    const parts = sideBySide(drive).map((part) => climb(weights, part));
    const whole = (layer: number, field: keyof LayerState): tf.Tensor3D =>
      tf.concat3d(
        parts.map((part) => part[layer]?.[field] as tf.Tensor3D),
        IMAGES,
      );
    return weights.map((_, layer) => ({
      activity: whole(layer, 'activity'),
      goodness: whole(layer, 'goodness'),
      normalised: whole(layer, 'normalised'),
    }));
  }),
);

/** The axis of the images in [K, B, n]. */
const IMAGES = 1;
/**
 * A layer waits for the one below it, so one pass keeps one core busy: the images are parted, and
 * the parts climb side by side (see `Graph`). Each image is by itself, so the sums are the same.
 */
const PARTS = 2;

function sideBySide(drive: tf.Tensor3D): tf.Tensor3D[] {
  const images = drive.shape[IMAGES];
  if (images < PARTS) return [drive];
  const first = Math.ceil(images / PARTS);
  return tf.split(drive, [first, images - first], IMAGES);
}

function climb(weights: readonly BottomUpWeights[], drive: tf.Tensor3D): readonly LayerState[] {
  const layers: LayerState[] = [];
  for (const [index, layer] of weights.entries()) {
    const below = layers[index - 1]?.normalised;
    layers.push(layerState(tf.relu(below ? drivenBy(below, layer) : drive)));
  }
  return layers;
}

/** What normalised activity [K, B, from] sends up into a layer, bias included: [K, B, to]. */
export function drivenBy(below: tf.Tensor3D, { bottomUp, bias }: BottomUpWeights): tf.Tensor3D {
  return tf.tidy(() => tf.add(project(below, bottomUp), bias));
}

/** activity [K, B, from] times weights [from, to]: [K, B, to], as one matrix product. */
export function project(activity: tf.Tensor3D, weights: tf.Tensor2D): tf.Tensor3D {
  const [hypotheses, images, from] = activity.shape;
  const rows: tf.Tensor2D = tf.reshape(activity, [hypotheses * images, from]);
  return tf.reshape(product(rows, weights), [hypotheses, images, weights.shape[1]]);
}
