import { InputError } from '../engine/errors';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { System } from '../learning/system';
import type { BottomUpWeights, FeedforwardNetwork } from '../network/network';
import { HYBRID_IMAGES, watchHybrids } from './hybrid-images';
import type { HybridSettings } from './hybrid-settings';

/** A square grid of places; the units of a layer are shared out among its places. */
export interface Grid {
  /** Places along each side. */
  readonly side: number;
  /** Side of the square of places below that each place sees. */
  readonly field: number;
  /** Places below between the fields of neighbours. */
  readonly stride: number;
}

/** The three layers of section 3.2 (its footnote), for images of 28 × 28 pixels. */
export const PAPER_GRIDS: readonly Grid[] = [
  { side: 4, field: 10, stride: 6 },
  { side: 3, field: 2, stride: 1 },
  { side: 2, field: 2, stride: 1 },
];

/** Their units: 128, 220 and 512 channels a place, about 2000 a layer. */
export const PAPER_LOCAL_UNITS: readonly number[] = [16 * 128, 9 * 220, 4 * 512];

/**
 * Which units of a layer see which below, 1 or 0: [from, to]. Units lie place by place, row by row,
 * the channels of a place together.
 */
export function fieldMask(
  below: { readonly side: number; readonly units: number },
  { side, field, stride }: Grid,
  units: number,
): Float32Array {
  const [from, to] = [below.units / below.side ** 2, units / side ** 2]; // channels of a place
  const place = (unit: number, channels: number, width: number) => {
    const at = Math.floor(unit / channels);
    return [Math.floor(at / width), at % width] as const;
  };
  const mask = new Float32Array(below.units * units);
  for (let lower = 0; lower < below.units; lower++) {
    const [row, column] = place(lower, from, below.side);
    for (let unit = 0; unit < units; unit++) {
      const [down, across] = place(unit, to, side);
      const within = (at: number, start: number) => at >= start && at < start + field;
      if (within(row, stride * down) && within(column, stride * across))
        mask[lower * units + unit] = 1;
    }
  }
  return mask;
}

/** A layer's weights, only where a unit sees, and scaled to how much it sees. */
function localised(layer: BottomUpWeights, mask: tf.Tensor2D): BottomUpWeights {
  return tidy(() => {
    const seen = tf.sum(mask, 0);
    const scale = tf.sqrt(tf.div(mask.shape[0], seen)); // drawn for all that is below
    return {
      bottomUp: tf.mul<tf.Tensor2D>(layer.bottomUp, tf.mul(mask, scale)),
      bias: tf.clone(layer.bias),
    };
  });
}

/** A weight that is exactly zero is no connection, and stays none. */
function onlyConnections(
  gradient: readonly BottomUpWeights[],
  { layers }: FeedforwardNetwork,
): readonly BottomUpWeights[] {
  return gradient.map(({ bottomUp, bias }, index) => {
    const weights = (layers[index] as BottomUpWeights).bottomUp;
    const connected = tf.cast(tf.notEqual(weights, 0), 'float32');
    return { bottomUp: tf.mul<tf.Tensor2D>(bottomUp, connected), bias };
  });
}

/** Whether images of so many pixels and layers of so many units have such fields. */
function areLocal(pixels: number, hidden: readonly number[]): boolean {
  const fits = PAPER_GRIDS.every(({ side }, index) => (hidden[index] ?? 0.5) % side ** 2 === 0);
  return pixels === 28 ** 2 && hidden.length === PAPER_GRIDS.length && fits;
}

function checkUnits(pixels: number, hidden: readonly number[]): void {
  if (areLocal(pixels, hidden)) return;
  const places = PAPER_GRIDS.map(({ side }) => side ** 2).join(', ');
  throw new InputError(
    `local fields are for images of 28 × 28 pixels and three hidden layers whose units are multiples of their ${places} places; not for ${pixels} pixels and ${hidden.join(', ')} units`,
  );
}

/**
 * The better network of section 3.2: as `HYBRID_IMAGES`, but each unit sees a part of the layer
 * below, and no weights are shared.
 */
export const LOCAL_FIELDS: System<FeedforwardNetwork, HybridSettings> = {
  ...HYBRID_IMAGES,
  name: 'local-fields',
  about: 'the unsupervised network of section 3.2 with local receptive fields',
  takes: (sizes, settings) =>
    HYBRID_IMAGES.takes(sizes, settings) && areLocal(sizes.pixels, sizes.hidden),
  initialise(sizes, seed) {
    checkUnits(sizes.pixels, sizes.hidden);
    return tidy(() => {
      const whole = HYBRID_IMAGES.initialise(sizes, seed);
      const layers = whole.layers.map((layer, index) => {
        const side = PAPER_GRIDS[index - 1]?.side ?? Math.sqrt(sizes.pixels);
        const [from, to] = layer.bottomUp.shape;
        const mask = fieldMask({ side, units: from }, PAPER_GRIDS[index] as Grid, to);
        return localised(layer, tf.tensor2d(mask, [from, to]));
      });
      return { ...whole, layers };
    });
  },
  watch: (learner, batch, settings, random) =>
    tidy(() => {
      const watched = watchHybrids(learner, batch, settings, random);
      const layers = onlyConnections(watched.gradient.layers, learner.network);
      return { ...watched, gradient: { ...watched.gradient, layers } };
    }),
};
