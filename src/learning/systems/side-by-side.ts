import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import type { Network } from '../../network/network';
import { type Wire, wiresOf } from '../../network/wires';
import { ascend, drivenByPixels } from '../../perception/ascend';
import { seenPixels } from '../../perception/frame';
import { readoutInput } from '../../perception/readout';
import type { LayerState } from '../../perception/state';
import { goodnessAtOnce } from '../goodness-over-time';
import { type LayerGradient, localGradients } from '../local-gradient';
import { maximiseGoodness, positiveActivity } from '../objective';
import type { CommonSettings } from '../settings';
import type { BatchGradient, LearnerState } from '../system';
import {
  batchGradient,
  type LearntLayer,
  type PairLearning,
  type ReadoutBatch,
} from './feedforward';

/** Pairs that are learnt from. */
interface Pairs extends Pick<CommonSettings, 'temperature' | 'peer'> {
  readonly learner: LearnerState;
  readonly pass: OnePass;
}

/** What each layer learns from a pass over pairs, side by side, as one call of the engine. */
const learnPairs = compiled(
  ({ learner: { network, meanActivity }, pass: { input, layers }, temperature, peer }: Pairs) =>
    tidy(() => {
      const goodness = layers.map(goodnessAtOnce);
      const shown = ({ source }: Wire) => layers[source - 1]?.normalised ?? input;
      const wires = wiresOf(network.architecture);
      const seen = layers.map(({ activity }, index) => ({
        activity: [activity],
        inputs: (wires[index] as readonly Wire[]).map((wire) => ({ wire, seen: [shown(wire)] })),
        meanActivity: meanActivity[index] as tf.Tensor1D,
      }));
      const objective = maximiseGoodness(temperature);
      const gradients = localGradients(seen, goodness, { objective, peer });
      return layers.map(
        (layer, index): LearntLayer => ({
          gradient: gradients[index] as LayerGradient,
          goodness: goodness[index] as tf.Tensor3D,
          activity: positiveActivity(layer),
        }),
      );
    }),
);

/**
 * What there is to learn from one pass over pairs [2, B, n_0]: each layer raises its goodness for the
 * first of a pair and lowers it for the second. All layers learn at once, side by side.
 */
export function pairGradient(
  learner: LearnerState,
  pass: OnePass,
  readout: ReadoutBatch,
  { temperature, peer }: CommonSettings,
): BatchGradient {
  return batchGradient(learner.network, learnPairs({ learner, pass, temperature, peer }), readout);
}

/** The whole network takes one pass, is kept, and learns at once, on as many cores as there are. */
export const SIDE_BY_SIDE: PairLearning = {
  readoutSees: (network, images) => tidy(() => readoutInput(network, onePass(network, images))),
  gradient: (learner, pairs, readout, settings) =>
    tidy(() => pairGradient(learner, onePass(learner.network, pairs), readout, settings)),
};

/** What a feed-forward network makes of some images: one pass, and that is all. */
export interface OnePass {
  /** The images at mean square 1: [K, B, n_0]. */
  readonly input: tf.Tensor3D;
  /** Hidden layers, lowest first. */
  readonly layers: readonly LayerState[];
}

/** The bottom-up pass over images [K, B, n_0], each as the network sees it (`seenPixels`). The caller owns the result. */
export function onePass(network: Network, images: tf.Tensor3D): OnePass {
  return tidy(() => {
    const input = seenPixels(network.architecture, images);
    return { input, layers: ascend(network, drivenByPixels(network, input)) };
  });
}

/** Activity of each hidden layer on images [B, n_0], lowest first: [1, B, n]. The caller owns it. */
export function activityAt(network: Network, images: tf.Tensor2D): tf.Tensor3D[] {
  return tidy(() =>
    onePass(network, tf.expandDims(images, 0) as tf.Tensor3D).layers.map(
      ({ activity }) => activity,
    ),
  );
}
