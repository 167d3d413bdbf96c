import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { copyNetwork, mapParameters, type Network } from '../network/network';
import type { Learner } from './learner';
import { tensorsByName } from './update';

/** Batches from one averaging to the next within an epoch: averaging after each one would cost time and change little. */
const EVERY = 10;

/**
 * The time constant is at most the batches so far divided by this, so that initial weights do not linger in the
 * average. Source: TensorFlow's ExponentialMovingAverage, which keeps at most (1 + n) / (10 + n), about exp(−9 / n), at
 * its n-th update.
 */
const LEAST_PASSED = 9;

/** The network that training leaves behind: the average of weights, where the learner has one. It stays the learner's. */
export function trainedNetwork({
  network,
  average,
}: Pick<Learner, 'network' | 'average'>): Network {
  return average ?? network;
}

/**
 * The exponential moving average of the weights after the learner's `batch` of the `batches` in an epoch; `epoch` counts
 * the epochs before this one. Its time constant is `over`, in batches. It is renewed after every tenth batch of an epoch
 * and after its last, so that no batch of a finished training is missing from it; before the tenth of all it is the
 * weights themselves. New tensors; the caller owns them.
 */
export function averageAfter(
  { network, average, epoch, batch }: Pick<Learner, 'network' | 'average' | 'epoch' | 'batch'>,
  batches: number,
  over: number,
): Network {
  const learnt = epoch * batches + batch;
  if (!average || learnt < EVERY) return copyNetwork(network);
  if (batch % EVERY !== 0 && batch !== batches) return copyNetwork(average);
  const since = batch % EVERY || EVERY; // batches since it was last renewed
  const share = 1 - Math.exp(-since / Math.min(over, learnt / LEAST_PASSED));
  return tidy(() => approach({ network, average, share: tf.scalar(share) }));
}

interface Approach {
  readonly network: Network;
  readonly average: Network;
  readonly share: tf.Scalar;
}

/** An average moved by a share of the way to the present weights, as one call of the engine. */
const approach = compiled(({ network, average, share }: Approach) =>
  tidy(() => {
    const now = tensorsByName(network);
    return mapParameters(average, ({ name, tensor }) =>
      tf.add(tensor, tf.mul(tf.sub(now.get(name) as tf.Tensor, tensor), share)),
    );
  }),
);
