import { z } from 'zod';
import * as tf from '../../engine/ops';
import { product } from '../../engine/product';
import type { RandomStream } from '../../engine/random';
import { oneHot, tidy } from '../../engine/tidy';
import { leadsUp, sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import type { Network } from '../../network/network';
import { readoutInput, readoutLogits } from '../../perception/readout';
import { type Recognition, readoutAlone } from '../../perception/recognise';
import type { LayerState } from '../../perception/state';
import { onePassReading } from '../reading';
import { commonShape } from '../settings';
import type { ComputeGradient, System } from '../system';
import { ONE_PASS } from './feedforward';
import { activityAt, type OnePass, onePass, pairGradient } from './side-by-side';

/**
 * A hybrid for each image [B, n_0]: the image where its mask is 1, and where it is 0 another image
 * of the batch. The batch is in random order, so its neighbour some places on is any other image.
 */
export function drawHybrids(
  pixels: tf.Tensor2D,
  { columns, channels = 1, blurs }: Pick<HybridSettings, 'columns' | 'channels' | 'blurs'>,
  random: RandomStream,
): tf.Tensor2D {
  return tf.tidy(() => {
    const [images, size] = pixels.shape;
    const far = random.integer(1, Math.max(1, images - 1));
    const others = tf.gather(
      pixels,
      Array.from({ length: images }, (_, image) => (image + far) % images),
    );
    const rows = size / columns / channels;
    const places = drawMasks(images, { rows, columns, blurs }, random);
    const masks = forEachChannel(places, channels);
    return tf.add(tf.mul(pixels, masks), tf.mul(others, tf.sub(1, masks)));
  });
}

/** Masks of places [B, places] as masks of values [B, places × channels]. */
function forEachChannel(places: tf.Tensor2D, channels: number): tf.Tensor2D {
  if (channels === 1) return places;
  const [images, count] = places.shape;
  const each = tf.broadcastTo(tf.expandDims(places, 2), [images, count, channels]);
  return tf.reshape(each, [images, count * channels]);
}

export const hybridGradient: ComputeGradient<HybridSettings> = (
  learner,
  { pixels, labels },
  settings,
  random,
) =>
  tidy(() => {
    const { network } = learner;
    const hybrids = drawHybrids(pixels, settings, random('hybrids'));
    const pair = onePass(network, tf.stack([pixels, hybrids]) as tf.Tensor3D);
    const real = { layers: pair.layers.map(firstOfPair) };
    const seen = readoutInput(network, real);
    const logits = product(seen, network.readout);
    const truth = oneHot(labels, sizesOf(network.architecture).classes);
    return pairGradient(learner, pair, { seen, logits, truth, labels }, settings);
  });

/** [2, B, …] → [1, B, …] of each part of a layer's state. */
function firstOfPair({ activity, goodness, normalised }: LayerState): LayerState {
  const first = (one: tf.Tensor3D) => tf.slice(one, 0, 1);
  return { activity: first(activity), goodness: first(goodness), normalised: first(normalised) };
}

/** The readout's answer; no label is tried. `pixels` [B, n_0]. */
function recognise(network: Network, pixels: tf.Tensor2D): Recognition {
  return tidy(() => {
    const seen: OnePass = onePass(network, tf.expandDims(pixels, 0) as tf.Tensor3D);
    return readoutAlone(readoutLogits(network, seen));
  });
}

/** What learning from hybrid images is set to, besides what every system is. */
export const hybridShape = {
  ...commonShape,
  batch: commonShape.batch.min(2), // a hybrid needs another image
  blurs: z
    .int()
    .min(1)
    .max(1000)
    .describe(
      'number of times that the random bits of a mask are blurred: more make larger patches',
    ),
  channels: z.int().min(1).max(1000).optional().describe('channels of a pixel; 1 unless told'),
  columns: z.int().min(1).max(100_000).describe('pixels in a row of an image'),
};

const hybridSettings = z.strictObject(hybridShape).readonly();

/**
 * Section 3.2 of the paper: layers learn without labels to have more goodness for images than for
 * hybrids of two, which are alike up close and unlike as a whole. A softmax reads them.
 */
export const HYBRID_IMAGES: System<HybridSettings> = {
  name: 'hybrid-images',
  about: 'the unsupervised network of section 3.2, against hybrid images',
  answers: { readout: 'softmax on the unsupervised layers' },
  mistake: 'hybrid preferred',
  settings: hybridSettings,
  takes: (architecture, { columns, channels = 1 }) =>
    leadsUp(architecture) && architecture.input.units % (columns * channels) === 0,
  architecture: (layers, maps) => neighbours(layers, { topDown: false, maps }),
  gradient: hybridGradient,
  recognise,
  hybrids: {
    about: ({ blurs }) =>
      `A mask is random bits, blurred ${blurs} times by [1/4, 1/2, 1/4] along rows and columns, and cut at 1/2: a hybrid is like an image up close and unlike one as a whole.`,
    draw: drawHybrids,
  },
  readings: (network) => [
    onePassReading(
      { name: 'hybrid-images', about: 'feed-forward: softmax on the unsupervised layers' },
      network,
      (pixels) => recognise(network, pixels),
    ),
  ],
  window: () => ONE_PASS,
  activity: (network, { pixels }) => activityAt(network, pixels),
};

export type HybridSettings = z.infer<typeof hybridSettings>;

/**
 * Masks of fairly large patches of ones and zeros, [count, rows × columns]: random bits, blurred
 * `blurs` times by [1/4, 1/2, 1/4] along the rows and the columns, then cut at 1/2.
 * Source: section 3.2 of the paper.
 *
 * At the border the blur keeps what would leave, so that no patch is likelier there.
 */
export function drawMasks(
  count: number,
  { rows, columns, blurs }: { rows: number; columns: number; blurs: number },
  random: RandomStream,
): tf.Tensor2D {
  const bits = random.uniforms(count * rows * columns).map((one) => (one < 0.5 ? 0 : 1));
  return tf.tidy(() => {
    const across = blurred(tf.tensor3d(bits, [count, rows, columns]), blurs);
    const down = blurred(tf.transpose(across, [0, 2, 1]), blurs);
    const masks = tf.greater(tf.transpose(down, [0, 2, 1]), 0.5);
    return tf.reshape(tf.cast(masks, 'float32'), [count, rows * columns]);
  });
}

/** Images [count, rows, columns], blurred along their rows: all blurs are one matrix product. */
function blurred(images: tf.Tensor3D, blurs: number): tf.Tensor3D {
  const [count, rows, columns] = images.shape;
  const lines: tf.Tensor2D = tf.reshape(images, [count * rows, columns]);
  return tf.reshape(product(lines, blurMatrix(columns, blurs)), images.shape);
}

/** What a line of `length` pixels is multiplied by to be blurred so many times. */
function blurMatrix(length: number, blurs: number): tf.Tensor2D {
  let matrix: number[][] = Array.from({ length }, (_, row) =>
    Array.from({ length }, (_, column) => (row === column ? 1 : 0)),
  );
  for (let blur = 0; blur < blurs; blur++)
    matrix = matrix.map((line) => line.map((_, at) => blurredPixel(line, at)));
  return tf.tensor2d(matrix);
}

function blurredPixel(line: readonly number[], at: number): number {
  const kept = line[at] as number;
  return 0.25 * (line[at - 1] ?? kept) + 0.5 * kept + 0.25 * (line[at + 1] ?? kept);
}
