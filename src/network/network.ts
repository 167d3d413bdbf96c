import type { Tensor, Tensor1D, Tensor2D } from '../engine/ops';
import type { Architecture } from './architecture';

/** An architecture with its numbers. */
export interface Network {
  readonly architecture: Architecture;
  /** The weights of each connection, in the order of the architecture. U and D in docs/model.md. */
  readonly weights: readonly Tensor[];
  /** The bias of each hidden layer, lowest first: [n_l]. */
  readonly biases: readonly Tensor1D[];
  /** Softmax weights from the activities it reads: [units read, classes]. */
  readonly readout: Tensor2D;
}
