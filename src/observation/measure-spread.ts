import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { LabelledImages } from '../images/labelled-images';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { batchByBatch } from '../perception/evaluate';
import { everyLabel, frameFor } from '../perception/frame';
import {
  dynamicsOf,
  type PerceptionSettings,
  type Prefers,
  type Window,
} from '../perception/perception-settings';
import { drain, settle, still } from '../perception/settle';
import { runnersUp } from './scores';

/** Goodness per unit of a layer, the mean over the window, image by image. */
export interface LayerSpread {
  /** Under the true label: [images]. */
  readonly truth: readonly number[];
  /** Under the wrong label that all layers together find best: [images]. */
  readonly wrong: readonly number[];
}

/** How goodness is spread over some images. */
export interface Spread {
  readonly images: number;
  readonly window: Window;
  /** Which label's goodness makes it the answer: the most unless told. */
  readonly prefers?: Prefers | undefined;
  /** Lowest layer first. */
  readonly layers: readonly LayerSpread[];
}

/**
 * The network watches images under every label, as many at once as `evaluate` does; of their states
 * nothing is kept but goodness. Between batches other work gets its turn, and `stop` may throw.
 */
export async function measureSpread(
  network: Network,
  images: LabelledImages,
  perception: PerceptionSettings,
  stop: () => void = () => undefined,
): Promise<Spread> {
  const { window, prefers } = perception;
  const { classes, hidden } = sizesOf(network.architecture);
  const layers = hidden.map(() => ({
    truth: [] as number[],
    wrong: [] as number[],
  }));
  const parts = batchByBatch(images, (pixels, { labels }) => {
    const goodness = goodnessOf(network, pixels, perception);
    const score = (label: number, image: number) =>
      goodness.reduce((sum, layer) => sum + (layer[label * labels.length + image] as number), 0);
    for (const [image, label] of labels.entries()) {
      const scores = Array.from({ length: classes }, (_, one) => score(one, image));
      const [wrong = label] = runnersUp(scores, label, prefers);
      for (const [at, layer] of layers.entries()) {
        const of = (one: number) => goodness[at]?.[one * labels.length + image] as number;
        layer.truth.push(of(label));
        layer.wrong.push(of(wrong));
      }
    }
  });
  for await (const _ of parts) stop();
  return { images: images.count, window, prefers, layers };
}

/** Goodness per unit of each layer, the mean over the window, for pixels [B, n_0]: [K × B]. */
function goodnessOf(
  network: Network,
  pixels: tf.Tensor2D,
  { window, ...perception }: PerceptionSettings,
): Float32Array[] {
  const { classes, hidden } = sizesOf(network.architecture);
  const [images] = pixels.shape;
  const steps = window.last - window.first + 1;
  const sums = hidden.map(() => new Float32Array(classes * images));
  tidy(() => {
    const seen = frameFor(network, pixels, everyLabel(classes));
    const video = still(seen, window.last);
    drain(settle(network, video, dynamicsOf(perception)), ({ step, layers }) => {
      if (step < window.first) return;
      for (const [at, { goodness }] of layers.entries()) {
        const sum = sums[at] as Float32Array;
        const units = hidden[at] as number;
        const values = tf.tidy(() =>
          tf.broadcastTo(goodness, [classes, images, 1]).dataSync<'float32'>(),
        );
        for (const [place, value] of values.entries())
          sum[place] = (sum[place] as number) + value / units / steps;
      }
    });
  });
  return sums;
}
