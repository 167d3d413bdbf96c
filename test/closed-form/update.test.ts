import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { readoutGradient } from '../../src/learning/gradient';
import { rateFactor } from '../../src/learning/next-batch';
import { maximiseGoodness } from '../../src/learning/objective';
import { INITIAL_MEAN_ACTIVITY, peerTerm, updateMeanActivity } from '../../src/learning/peer';
import { defaultSettings } from '../../src/learning/settings';
import { update } from '../../src/learning/update';
import { coefficient } from '../support/learners';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

const SCALAR = (x: number) => tf.tensor1d([x]);

describe('one update', () => {
  const moved = (parameter: number, velocity: number, gradient: number, decay: number) =>
    freeing(() => {
      const now = { parameter: SCALAR(parameter), velocity: SCALAR(velocity) };
      const next = update(now, SCALAR(gradient), { rate: 0.1, momentum: 0.9, decay });
      return [...bits(next.velocity), ...bits(next.parameter)];
    });

  it('adds the gradient to 0.9 of the velocity, then moves along a tenth of the new velocity', () => {
    expectClose(moved(2, 5, -1, 0), [3.5, 2.035]);
  });

  it('pulls the weight towards zero by rate × decay × weight', () => {
    expectClose(moved(2, 5, -1, 0.5), [3.5, 2 + 0.1 * (0.35 - 0.5 * 2)]);
    expectClose(moved(-2, 0, 0, 0.5), [0, -1.9]);
  });

  it('coasts where the gradient is zero', () => {
    expectClose(moved(0, 10, 0, 0), [9, 0.09]);
  });

  it('moves uphill', () => {
    const [velocity, parameter] = moved(0, 0, 1, 0);
    expect(velocity).toBeCloseTo(1, 6);
    expect(parameter).toBeCloseTo(0.01, 6);
  });
});

describe('the push on a layer', () => {
  const push = (goodness: number[], units: number, temperature: number) => {
    const objective = maximiseGoodness(temperature);
    const underTarget = (target: 0 | 1) =>
      goodness.map((one) => coefficient(objective, one, units, target));
    return [...underTarget(1), ...underTarget(0)];
  };
  const sigma = (x: number) => 1 / (1 + Math.exp(-x));

  it('is ½ up for the truth and ½ down for the other where goodness equals the units', () => {
    expectClose(push([4], 4, 1), [0.5, -0.5]);
  });

  it('is 1 − p for the truth and −p for the other', () => {
    expectClose(push([5.5], 4, 1), [1 - sigma(1.5), -sigma(1.5)]);
  });

  it('takes goodness in units of the temperature', () => {
    expectClose(push([24], 4, 10), [1 - sigma(2), -sigma(2)]);
  });

  it('dies out for a truth that is surely good and for another that is surely not', () => {
    expectClose(push([4000, 0], 1000, 1), [0, 1, -1, 0]);
  });
});

describe('the peer term', () => {
  it('is λ times how far a unit’s running mean lies below its peers’', () =>
    freeing(() => {
      expectClose(
        bits(peerTerm(tf.tensor1d([0.2, 0.4, 0.9]), 0.03)),
        [0.009, 0.003, -0.012],
        1e-5,
        '',
        1e-3,
      );
    }));

  it('is nothing where all units are alike', () =>
    freeing(() => {
      expectClose(bits(peerTerm(tf.fill([4], 0.5), 0.03)), [0, 0, 0, 0]);
    }));

  it('follows a running mean that starts at ½ and takes a tenth of each batch’s mean', () =>
    freeing(() => {
      expect(INITIAL_MEAN_ACTIVITY).toBe(0.5);
      const activity = tf.tensor2d([
        [1, 0],
        [3, 0],
      ]);
      expectClose(bits(updateMeanActivity(tf.tensor1d([0.5, 0.5]), activity)), [0.65, 0.45]);
    }));
});

describe('the readout’s gradient', () => {
  it('is input times (truth − softmax), averaged over the images', () =>
    freeing(() => {
      const input = tf.tensor2d([
        [1, 2],
        [0, 4],
      ]);
      const logits = tf.tensor2d([
        [0, 0],
        [Math.log(3), 0],
      ]);
      const truth = tf.tensor2d([
        [1, 0],
        [0, 1],
      ]);
      // errors: (½, −½) and (−¾, ¾)
      expectClose(bits(readoutGradient(input, logits, truth)), [0.25, -0.25, -1, 1]);
    }));
});

describe('the learning rate', () => {
  it('is whole for half of 10 epochs, then 0.9, 0.7 … 0.1', () => {
    const factors = Array.from({ length: 10 }, (_, i) => rateFactor(i + 1, 10));
    expectClose(factors, [1, 1, 1, 1, 1, 0.9, 0.7, 0.5, 0.3, 0.1]);
  });

  it('begins to fall in epoch 8 of 15', () => {
    expect(rateFactor(7, 15)).toBe(1);
    expect(rateFactor(8, 15)).toBe(1);
    expect(rateFactor(9, 15)).toBeCloseTo(13 / 15, 12);
    expect(rateFactor(15, 15)).toBeCloseTo(1 / 15, 12);
  });
});

describe('the settings', () => {
  it('are the paper’s constants unless said otherwise', () => {
    expect(defaultSettings([500, 500])).toMatchObject({
      batch: 100,
      steps: 8,
      damping: 0.3,
      schedule: 'synchronous',
      window: { first: 3, last: 5 },
      rate: 0.01,
      readoutRate: 0.1,
      momentum: 0.9,
      decay: 0.001,
      readoutDecay: 0.003,
      peer: 0.03,
      temperature: 1,
    });
  });

  it.each([1000, 2000, 4000])('keep rate × width at 10 or less at %i units', (width) => {
    expect(defaultSettings([500, width]).rate * width).toBeCloseTo(10, 9);
  });
});
