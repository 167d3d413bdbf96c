import * as tf from '../engine/ops';
import { DivergenceError } from '../input/errors';
import { type Architecture, sizesOf } from '../network/architecture';
import {
  disposeNetwork,
  initialise,
  mapParameters,
  type Network,
  parametersOf,
} from '../network/network';
import { INITIAL_MEAN_ACTIVITY } from './peer';
import { emptyTally, type Tally } from './tally';

/** A network in training: with its data and settings, all that its future depends on. */
export interface Learner {
  readonly network: Network;
  /** The smoothed gradient of each parameter. */
  readonly velocity: Network;
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
export function disposeLearner({ network, velocity, meanActivity }: Learner): void {
  disposeNetwork(network);
  disposeNetwork(velocity);
  tf.dispose([...meanActivity]);
}

/** The same learner with tensor handles of its own; the numbers are shared, not copied. */
export function copyLearner(learner: Learner): Learner {
  const copy = (network: Network) => mapParameters(network, ({ tensor }) => tf.clone(tensor));
  return {
    ...learner,
    network: copy(learner.network),
    velocity: copy(learner.velocity),
    meanActivity: learner.meanActivity.map((mean) => tf.clone(mean)),
  };
}

/** Throws DivergenceError if a layer's goodness in this batch is not a finite number. */
export function checkGoodness(tally: Tally, epoch: number, batch: number): void {
  for (const [index, positive] of tally.positive.entries()) {
    const goodness = [positive, tally.negative[index] as number].find(
      (one) => !Number.isFinite(one),
    );
    if (goodness !== undefined)
      throw new DivergenceError(index + 1, epoch, batch, `its goodness is ${goodness}`);
  }
}

/** Throws DivergenceError if a parameter holds a number that is not finite: never save those. */
export function checkWeights({ network }: Learner, epoch: number, batch: number): void {
  for (const { name, tensor } of parametersOf(network)) {
    if (allFinite(tensor)) continue;
    const layer = name === 'readout' ? name : layerOf(name, network);
    throw new DivergenceError(layer, epoch, batch, `${name} holds numbers that are not finite`);
  }
}

/** The number of the hidden layer that a parameter belongs to. */
function layerOf(name: string, { architecture: { hidden } }: Network): number {
  return 1 + hidden.findIndex((layer) => name.startsWith(`${layer.name}.`));
}

function allFinite(tensor: tf.Tensor): boolean {
  const finite = tf.tidy(() => tf.all(tf.isFinite(tensor)));
  const [all] = finite.dataSync();
  finite.dispose();
  return all === 1;
}
