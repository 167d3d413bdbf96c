import { oneHot } from '../engine/one-hot';
import * as tf from '../engine/ops';
import { product } from '../engine/product';
import type { RandomStream } from '../engine/random';
import { tidy } from '../engine/tidy';
import { onePassReading } from '../learning/reading';
import type { System, Watch } from '../learning/system';
import { leadsUp, sizesOf } from '../network/architecture';
import { neighbours } from '../network/neighbours';
import type { Network } from '../network/network';
import { readoutInput, readoutLogits } from '../perception/readout';
import { type Recognition, readoutAlone } from '../perception/recognise';
import type { LayerState } from '../perception/state';
import { type HybridSettings, hybridSettings } from './hybrid-settings';
import { ONE_LOOK } from './lesson-maker';
import { activityAt, type Look, look } from './look';
import { drawMasks } from './mask';
import { pairLesson } from './pair-lesson';

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

export const watchHybrids: Watch<HybridSettings> = (
  learner,
  { pixels, labels },
  settings,
  random,
) =>
  tidy(() => {
    const { network } = learner;
    const hybrids = drawHybrids(pixels, settings, random('hybrids'));
    const pair = look(network, tf.stack([pixels, hybrids]) as tf.Tensor3D);
    const real = { layers: pair.layers.map(firstOfPair) };
    const seen = readoutInput(network, real);
    const logits = product(seen, network.readout);
    const truth = oneHot(labels, sizesOf(network.architecture).classes);
    return pairLesson(learner, pair, { seen, logits, truth, labels }, settings);
  });

/** [2, B, …] → [1, B, …] of each part of a layer's state. */
function firstOfPair({ activity, goodness, normalised }: LayerState): LayerState {
  const first = (one: tf.Tensor3D) => tf.slice(one, 0, 1);
  return { activity: first(activity), goodness: first(goodness), normalised: first(normalised) };
}

/** The readout's answer; no label is tried. `pixels` [B, n_0]. */
function recognise(network: Network, pixels: tf.Tensor2D): Recognition {
  return tidy(() => {
    const seen: Look = look(network, tf.expandDims(pixels, 0) as tf.Tensor3D);
    return readoutAlone(readoutLogits(network, seen));
  });
}

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
  watch: watchHybrids,
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
  window: () => ONE_LOOK,
  activity: (network, { pixels }) => activityAt(network, pixels),
};
