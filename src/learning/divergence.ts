import * as tf from '../engine/ops';
import { DivergenceError } from '../input/errors';
import { type Network, parametersOf } from '../network/network';
import { NotFinite } from '../perception/evaluate';
import type { Learner } from './learner';
import type { Tally } from './tally';

/** Throws DivergenceError if a layer's goodness or the readout's logits in this batch are not finite numbers. */
export function checkTally(tally: Tally, epoch: number, batch: number): void {
  for (const [index, positive] of tally.positive.entries()) {
    const goodness = [positive, tally.negative[index] as number].find(
      (one) => !Number.isFinite(one),
    );
    if (goodness !== undefined)
      throw new DivergenceError(index + 1, epoch, batch, `its goodness is ${goodness}`);
  }
  if (!Number.isFinite(tally.readoutWrong))
    throw new DivergenceError('readout', epoch, batch, 'its logits are not finite numbers');
}

/** Throws DivergenceError if a parameter holds a number that is not finite: never save those. */
export function checkWeights({ network }: Learner, epoch: number, batch: number): void {
  for (const { name, tensor } of parametersOf(network)) {
    if (allFinite(tensor)) continue;
    const layer = name === 'readout' ? name : layerOf(name, network);
    throw new DivergenceError(layer, epoch, batch, `${name} holds numbers that are not finite`);
  }
}

/** What to throw where held-out images cannot be judged after a batch: DivergenceError if answers are not finite. */
export function judgingError(error: unknown, epoch: number, batch: number): unknown {
  if (!(error instanceof NotFinite)) return error;
  const what = `held-out images get ${error.values} that are not finite numbers`;
  return new DivergenceError(undefined, epoch, batch, what);
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
