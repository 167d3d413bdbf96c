import { describe, expect, it } from 'vitest';
import * as tf from '../../src/engine/ops';
import { averageAfter } from '../../src/learning/average';
import { disposeNetwork, initialise, mapParameters, type Network } from '../../src/network/network';
import { recurrent } from '../support/architectures';
import { expectClose } from '../support/numbers';

const start = () => initialise(recurrent({ pixels: 4, hidden: [3, 2], classes: 2 }), 1);

/** A network whose every weight is this number. */
const all = (number: number) => {
  const network = start();
  const filled = mapParameters(network, ({ tensor }) => tf.fill(tensor.shape, number));
  disposeNetwork(network);
  return filled;
};

/** Where between an average of 0 and weights of 1 the average is after a batch. */
function after(at: { epoch: number; batch: number; batches: number; over: number }): number {
  const [network, average] = [all(1), all(0)];
  const renewed = averageAfter({ network, average, ...at }, at.batches, at.over);
  const [first, ...others] = renewed.readout.dataSync<'float32'>();
  expect([...others].every((other) => other === first)).toBe(true);
  for (const one of [network, average, renewed]) disposeNetwork(one);
  return first as number;
}

describe('the average of weights', () => {
  it.each([
    ['the weights themselves before the tenth batch of all', 0, 9, 500, 50, 1],
    ['also where an epoch has fewer batches than ten', 0, 5, 5, 50, 1],
    ['a ten-thousandth short of them at the tenth', 0, 10, 500, 50, 1 - Math.exp(-9)],
    ['with a time constant of a ninth of the batches so far', 0, 100, 500, 50, 1 - Math.exp(-0.9)],
    ['with the time constant asked for, once that is fewer', 4, 10, 500, 50, 1 - Math.exp(-0.2)],
    ['not renewed between', 4, 11, 500, 50, 0],
    ['nor at the batch before the last', 4, 495, 496, 50, 0],
    ['renewed at the last of an epoch by the batches since', 4, 496, 496, 3, 1 - Math.exp(-2)],
  ])('is %s', (_, epoch, batch, batches, over, expected) => {
    expectClose([after({ epoch, batch, batches, over })], [expected], 1e-6);
  });

  it('begins as the weights, in tensors of its own', () => {
    const network = all(3);
    const average: Network = averageAfter({ network, epoch: 7, batch: 3 }, 500, 50);
    disposeNetwork(network);
    expect([...average.readout.dataSync<'float32'>()].every((one) => one === 3)).toBe(true);
    disposeNetwork(average);
  });
});
