import * as tf from '../engine/ops';
import { type Architecture, sizesOf } from '../network/architecture';
import {
  copyNetwork,
  disposeNetwork,
  initialise,
  mapParameters,
  type Network,
} from '../network/network';
import { INITIAL_MEAN_ACTIVITY } from './peer';
import { emptyTally, type Tally } from './tally';

/** A network in training: with its data and settings, all that its future depends on. */
export interface Learner {
  readonly network: Network;
  /** The gradients of each parameter so far, each worth less than the next (`update`). */
  readonly velocity: Network;
  /** The average of its weights over the last batches, where the settings ask for it (`average`). */
  readonly average?: Network;
  /** Running mean activity m_l of each hidden layer: [n_l]. */
  readonly meanActivity: readonly tf.Tensor1D[];
  /** Epochs completed. */
  readonly epoch: number;
  /** Batches completed in the current epoch. */
  readonly batch: number;
  /** What the batches of the current epoch showed. */
  readonly tally: Tally;
}

/** A learner at the start of its first epoch. The caller owns it. */
export function newLearner(architecture: Architecture, seed: number): Learner {
  const network = initialise(architecture, seed);
  const { hidden } = sizesOf(architecture);
  return {
    network,
    velocity: mapParameters(network, ({ tensor }) => tf.zerosLike(tensor)),
    meanActivity: hidden.map((units) => tf.fill([units], INITIAL_MEAN_ACTIVITY)),
    epoch: 0,
    batch: 0,
    tally: emptyTally(hidden.length),
  };
}

/** Frees every tensor of the learner. */
export function disposeLearner({ network, velocity, average, meanActivity }: Learner): void {
  disposeNetwork(network);
  if (average) disposeNetwork(average);
  disposeNetwork(velocity);
  tf.dispose([...meanActivity]);
}

/** The same learner with tensor handles of its own; the numbers are shared, not copied. */
export function copyLearner(learner: Learner): Learner {
  return {
    ...learner,
    network: copyNetwork(learner.network),
    velocity: copyNetwork(learner.velocity),
    ...(learner.average && { average: copyNetwork(learner.average) }),
    meanActivity: learner.meanActivity.map((mean) => tf.clone(mean)),
  };
}
