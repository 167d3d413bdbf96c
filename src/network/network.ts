import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Sizes } from './sizes';

/** The weights into one hidden layer `l` (1 … L). U, D and b in docs/model.md. */
export interface LayerWeights {
  /** Bottom-up weights from layer l-1: [n_{l-1}, n_l]. */
  readonly bottomUp: Tensor2D;
  /** Top-down weights from layer l+1 (the label, for the highest): [n_{l+1}, n_l]. */
  readonly topDown: Tensor2D;
  /** [n_l] */
  readonly bias: Tensor1D;
}

/** Everything the network knows: one entry a hidden layer, lowest first, and the readout. */
export interface Network {
  readonly sizes: Sizes;
  readonly layers: readonly LayerWeights[];
  /** Softmax weights from the normalised bottom-up activities it reads: [units read, classes]. */
  readonly readout: Tensor2D;
}
