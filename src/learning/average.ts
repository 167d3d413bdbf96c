import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { copyNetwork, mapParameters, type Network } from '../network/network';
import type { Learner } from './learner';
import { tensorsByName } from './update';

/** Batches from one averaging to the next: averaging after each one would cost time and change little. */
const EVERY = 10;

/** What a learner's training leaves behind: the average of its weights, where it has one. */
export function trainedNetwork({
  network,
  average,
}: Pick<Learner, 'network' | 'average'>): Network {
  return average ?? network;
}

/**
 * The exponential mean of the weights, with a time constant of `over` batches, after the learner's batch number
 * `batches` (from 1). Early in training it forgets faster, so that initial weights do not linger in it. New tensors;
 * the caller owns them.
 */
export function averageAfter(
  { network, average }: Pick<Learner, 'network' | 'average'>,
  batches: number,
  over: number,
): Network {
  if (!average) return copyNetwork(network);
  if (batches % EVERY !== 0) return copyNetwork(average);
  const soFar = batches / EVERY;
  const share = Math.max(1 - Math.exp(-EVERY / over), 9 / (10 + soFar));
  return tidy(() => approach({ network, average, share: tf.scalar(share) }));
}

interface Approach {
  readonly network: Network;
  readonly average: Network;
  readonly share: tf.Scalar;
}

/** An average that comes nearer to the weights of today: as one call of the engine. */
const approach = compiled(({ network, average, share }: Approach) =>
  tidy(() => {
    const now = tensorsByName(network);
    return mapParameters(average, ({ name, tensor }) =>
      tf.add(tensor, tf.mul(tf.sub(now.get(name) as tf.Tensor, tensor), share)),
    );
  }),
);
