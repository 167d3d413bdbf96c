import type * as tf from '../../engine/ops';
import { layersRead, sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { Window } from '../../perception/perception-settings';
import { gradientNetwork, readoutGradient } from '../gradient';
import type { LayerGradient } from '../local-gradient';
import type { CommonSettings } from '../settings';
import type { BatchGradient, LearnerState } from '../system';
import { batchTally } from '../tally';

/** A feed-forward network does not move: its one pass is its only step. */
export const ONE_PASS: Window = { first: 1, last: 1 };

/** What the readout saw, said, and should have said. */
export interface ReadoutBatch {
  /** [B, units read] */
  readonly seen: tf.Tensor2D;
  /** [B, classes] */
  readonly logits: tf.Tensor2D;
  /** One-hot: [B, classes]. */
  readonly truth: tf.Tensor2D;
  /** [B], int32 */
  readonly labels: tf.Tensor1D;
}

/** A way of computing the gradient of a batch of pairs: ways differ in time and memory, not in what they give. */
export interface PairLearning {
  /** What the readout sees of images [1, B, n_0]: [B, units read]. The caller owns it. */
  readonly readoutSees: (network: Network, images: tf.Tensor3D) => tf.Tensor2D;
  /** What there is to learn from pairs [2, B, n_0]: the first positive, the second negative. */
  readonly gradient: (
    learner: LearnerState,
    pairs: tf.Tensor3D,
    readout: ReadoutBatch,
    settings: CommonSettings,
  ) => BatchGradient;
}

/** What one hidden layer made of the pairs. */
export interface LearntLayer {
  readonly gradient: LayerGradient;
  /** [1, 2, B] */
  readonly goodness: tf.Tensor3D;
  /** On the positives: [B, n], or its mean over the images, [1, n]. */
  readonly activity: tf.Tensor2D;
}

/**
 * The gradients of all hidden layers, lowest first, and the readout's, which follows its own error.
 * The layers that the readout sees tell which of a pair has more goodness (section 3.3 of the paper).
 */
export function batchGradient(
  { architecture }: Network,
  layers: readonly LearntLayer[],
  { seen, logits, truth, labels }: ReadoutBatch,
): BatchGradient {
  const goodness = layers.map((layer) => layer.goodness);
  const { hidden: units } = sizesOf(architecture);
  const compared = { goodness, units, window: ONE_PASS, counted: layersRead(architecture) };
  return {
    gradient: gradientNetwork(
      architecture,
      layers.map(({ gradient }) => gradient),
      readoutGradient(seen, logits, truth),
    ),
    lastActivity: layers.map(({ activity }) => activity),
    tally: batchTally(compared, logits, labels),
  };
}
