import { z } from 'zod';
import * as tf from '../../engine/ops';
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
import { drawHybrids } from './draw-hybrids';
import { ONE_PASS } from './feedforward';
import { activityAt, type OnePass, onePass, pairGradient } from './side-by-side';

/** The gradient of images against hybrids of them; the readout learns from the images alone. */
const hybridGradient: ComputeGradient<HybridSettings> = (
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
    const logits: tf.Tensor2D = tf.matMul(seen, network.readout);
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

export type HybridSettings = z.infer<typeof hybridSettings>;

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
