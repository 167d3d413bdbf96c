import type * as tf from '@tensorflow/tfjs-core';
import { batchTally } from '../learning/batch-tally';
import { localGradients } from '../learning/local-gradient';
import { maximiseGoodness } from '../learning/objective';
import { raisedActivity } from '../learning/raised';
import { readoutGradient } from '../learning/readout-gradient';
import type { CommonSettings } from '../learning/settings';
import type { Watched } from '../learning/system';
import type { FeedforwardNetwork } from '../network/network';
import { layersRead } from '../network/sizes';
import { readoutInput } from '../perception/readout';
import type { LayerState } from '../perception/state';
import type { Window } from '../perception/window';
import type { Look } from './look';

/** A feed-forward network does not move: its one look is its only step. */
export const ONE_LOOK: Window = { first: 1, last: 1 };

/** What the readout saw, said, and should have said. */
export interface ReadoutCase {
  readonly look: Pick<Look, 'layers'>;
  /** [B, classes] */
  readonly logits: tf.Tensor2D;
  /** One-hot: [B, classes]. */
  readonly truth: tf.Tensor2D;
  /** [B], int32 */
  readonly labels: tf.Tensor1D;
}

/**
 * What there is to learn from one look at pairs [2, B, n_0]: each layer raises its goodness for the
 * first of a pair and lowers it for the second, and the readout follows its own error. All but the
 * first hidden layer tell which of a pair has more goodness (section 3.3 of the paper).
 */
export function pairLesson(
  {
    network,
    meanActivity,
  }: { readonly network: FeedforwardNetwork; readonly meanActivity: readonly tf.Tensor1D[] },
  { input, layers }: Look,
  readout: ReadoutCase,
  { temperature, peer }: CommonSettings,
): Watched<FeedforwardNetwork> {
  const { sizes } = network;
  const goodness = layers.map((layer) => layer.goodness.dataSync<'float32'>());
  const seen = layers.map(({ activity }, index) => ({
    activity: [activity],
    below: [index === 0 ? input : (layers[index - 1] as LayerState).normalised],
    meanActivity: meanActivity[index] as tf.Tensor1D,
  }));
  const { logits, truth, labels } = readout;
  const compared = { goodness, units: sizes.hidden, window: ONE_LOOK, counted: layersRead(sizes) };
  return {
    gradient: {
      sizes,
      layers: localGradients(seen, goodness, { objective: maximiseGoodness(temperature), peer }),
      readout: readoutGradient(readoutInput(network, readout.look), logits, truth),
    },
    lastActivity: layers.map(raisedActivity),
    tally: batchTally(compared, logits, labels),
  };
}
