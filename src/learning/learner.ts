import * as tf from '../engine/ops';
import { initialise } from '../network/initialise';
import type { FeedforwardNetwork, Network } from '../network/network';
import { disposeNetwork, mapParameters } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import { INITIAL_MEAN_ACTIVITY } from './peer';
import { emptyTally, type Tally } from './tally';

/** A network in training: with its data and settings, all that its future depends on. */
export interface Learner<N extends FeedforwardNetwork = Network> {
  readonly network: N;
  /** The smoothed gradient of each parameter. */
  readonly velocity: N;
  /** Running mean activity m_l of each hidden layer: [n_l]. */
  readonly meanActivity: readonly tf.Tensor1D[];
  /** Epochs completed. */
  readonly epoch: number;
  /** Batches completed in the current epoch. */
  readonly batch: number;
  /** What the batches of the current epoch showed. */
  readonly tally: Tally;
}

/**
 * A learner at the start of its first epoch; `make` gives its network, a recurrent one where it is
 * not said. The caller owns it.
 */
export function newLearner<N extends FeedforwardNetwork = Network>(
  sizes: Sizes,
  seed: number,
  make: (sizes: Sizes, seed: number) => N = initialise<N>,
): Learner<N> {
  const network = make(sizes, seed);
  return {
    network,
    velocity: mapParameters(network, ({ tensor }) => tf.zerosLike(tensor)),
    meanActivity: network.sizes.hidden.map((units) => tf.fill([units], INITIAL_MEAN_ACTIVITY)),
    epoch: 0,
    batch: 0,
    tally: emptyTally(network.sizes.hidden.length),
  };
}

/** Frees every tensor of the learner. */
export function disposeLearner({
  network,
  velocity,
  meanActivity,
}: Learner<FeedforwardNetwork>): void {
  disposeNetwork(network);
  disposeNetwork(velocity);
  tf.dispose([...meanActivity]);
}

/** The same learner with tensor handles of its own; the numbers are shared, not copied. */
export function copyLearner<N extends FeedforwardNetwork>(learner: Learner<N>): Learner<N> {
  const copy = (network: N) => mapParameters(network, ({ tensor }) => tf.clone(tensor));
  return {
    ...learner,
    network: copy(learner.network),
    velocity: copy(learner.velocity),
    meanActivity: learner.meanActivity.map((mean) => tf.clone(mean)),
  };
}
