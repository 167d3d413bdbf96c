import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages, pixelsOf } from '../images/labelled-images';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { everyLabel, frameFor } from '../perception/frame';
import {
  dynamicsOf,
  type PerceptionSettings,
  type Prefers,
} from '../perception/perception-settings';
import { readoutLogits } from '../perception/readout';
import { winners } from '../perception/recognise';
import { drain, settle, still } from '../perception/settle';
import { ranked, scoresByStep, summedOver } from './scores';

/** Everything a recurrent network did while it watched one image under every label. */
export interface WatchedImage {
  /** Its place in the set, from 0. */
  readonly index: number;
  /** What the classes are called: [hypotheses]. */
  readonly classNames: readonly string[];
  /** The true label. */
  readonly label: number;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** [rows × columns × channels], 0–255 */
  readonly pixels: Uint8Array;
  /** Goodness per unit: `goodness[step][hypothesis][layer]`; step 0 is the bottom-up pass. */
  readonly goodness: readonly (readonly (readonly number[])[])[];
  /** Activity of each hidden layer: [(steps + 1) × hypotheses × units]. */
  readonly activity: readonly Float32Array[];
  /** Units of each hidden layer. */
  readonly units: readonly number[];
  /** Which label's goodness makes it the answer: the most unless told. */
  readonly prefers?: Prefers | undefined;
  /** The label whose goodness, over the window, is preferred. */
  readonly answer: number;
  /** The label of the one-pass readout. */
  readonly readout: number;
}

/** The network watches one image of a set, under every label, for all its steps. */
export function watchImage(
  network: Network,
  images: LabelledImages,
  index: number,
  perception: PerceptionSettings,
): WatchedImage {
  const { rows, columns, channels, classNames } = images;
  const { classes, hidden } = sizesOf(network.architecture);
  const { steps, window, prefers } = perception;
  const activity = hidden.map((units) => new Float32Array((steps + 1) * classes * units));
  const goodness: number[][][] = [];
  let readout = 0;
  tidy(() => {
    const seen = tf.tensor2d(gather(images, [index]).pixels, [1, imageSize(images)]);
    const video = still(frameFor(network, seen, everyLabel(classes)), steps);
    drain(settle(network, video, dynamicsOf(perception)), (state) => {
      if (state.step === 0)
        readout = winners(
          readoutLogits(network, state).dataSync<'float32'>(),
          classes,
        )[0] as number;
      const each = state.layers.map((layer, at) => {
        const units = hidden[at] as number;
        const all = (one: tf.Tensor3D, last: number) =>
          tf.broadcastTo(one, [classes, 1, last]).dataSync<'float32'>();
        activity[at]?.set(all(layer.activity, units), state.step * classes * units);
        return all(layer.goodness, 1).map((one) => one / units);
      });
      const ofLabel = (label: number) => each.map((layer) => layer[label] as number);
      goodness.push(Array.from({ length: classes }, (_, label) => ofLabel(label)));
    });
  });
  const [answer = 0] = ranked(summedOver(scoresByStep(goodness), window), prefers);
  return {
    ...{ index, label: images.labels[index] as number, rows, columns, channels, classNames },
    pixels: pixelsOf(images, index).slice(),
    ...{ goodness, activity, units: hidden, prefers, readout, answer },
  };
}
