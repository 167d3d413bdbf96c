import type { Tensor1D, Tensor2D } from '../engine/ops';
import type { Sizes } from './sizes';

/** The weights into one hidden layer `l` (1 … L) from below. U and b in docs/model.md. */
export interface BottomUpWeights {
  /** Bottom-up weights from layer l-1: [n_{l-1}, n_l]. */
  readonly bottomUp: Tensor2D;
  /** [n_l] */
  readonly bias: Tensor1D;
}

/** All weights into one hidden layer `l` (1 … L). D in docs/model.md. */
export interface LayerWeights extends BottomUpWeights {
  /** Top-down weights from layer l+1 (the label, for the highest): [n_{l+1}, n_l]. */
  readonly topDown: Tensor2D;
}

/** A network whose layers see only what is below: one entry a hidden layer, lowest first. */
export interface FeedforwardNetwork {
  readonly sizes: Sizes;
  readonly layers: readonly BottomUpWeights[];
  /** Softmax weights from the activities it reads: [units read, classes]. */
  readonly readout: Tensor2D;
}

/** The recurrent network: its layers see what is above, too. */
export interface Network extends FeedforwardNetwork {
  readonly layers: readonly LayerWeights[];
}
