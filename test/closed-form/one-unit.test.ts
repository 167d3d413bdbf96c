import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../src/network/network';
import { frame, labelsOf } from '../../src/perception/frame';
import { scoreAt } from '../../src/perception/goodness';
import { still } from '../../src/perception/settle';
import type { PerceptionState } from '../../src/perception/state';
import { networkOfLayers } from '../support/architectures';
import { activities } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';

/**
 * One pixel, one unit, two labels. A lit pixel is 1 after normalisation, a label √2; so the unit
 * is pulled towards `up + √2 · down[label] + bias` and starts at `up + bias`.
 */
function oneUnit(up: number, down: readonly [number, number], bias: number): Network {
  const layer = {
    bottomUp: tf.tensor2d([[up]]),
    topDown: tf.tensor2d([[down[0]], [down[1]]]),
    bias: tf.tensor1d([bias]),
  };
  return networkOfLayers([layer]);
}

const watch = (network: Network, label: number, steps: number, damping = 0.3) =>
  record(network, still(frame(tf.tensor2d([[0.5]]), labelsOf([[label]], 2)), steps), {
    damping,
    schedule: () => [[0]],
  });

describe('one unit', () => {
  it('starts at what the pixel and the bias give', () =>
    freeing(() => {
      expectClose(activities(watch(oneUnit(2, [1, 0], -0.5), 0, 0)[0] as PerceptionState), [1.5]);
    }));

  it('takes 0.3 of its old state and 0.7 of what it is pulled to', () =>
    freeing(() => {
      const [, first, second] = watch(oneUnit(2, [1, 0], -0.5), 0, 2);
      // pulled to 1.5 + √2 = 2.914214
      expectClose(activities(first as PerceptionState), [0.3 * 1.5 + 0.7 * 2.914214]);
      expectClose(activities(second as PerceptionState), [0.3 * 2.4899495 + 0.7 * 2.914214]);
    }));

  it('nears its rest as the t-th power of the damping', () =>
    freeing(() => {
      for (const damping of [0, 0.3, 0.8]) {
        const rest = 1.5 + 2 * Math.SQRT2;
        watch(oneUnit(2, [0, 2], -0.5), 1, 6, damping).forEach((state, t) => {
          expectClose(activities(state), [rest + (1.5 - rest) * damping ** t]);
        });
      }
    }));

  it('asks its schedule for each step once, by its number, from 1', () =>
    freeing(() => {
      const asked: number[][] = [];
      const schedule = (layers: number, step: number) => {
        asked.push([layers, step]);
        return [[0]];
      };
      const clamped = frame(tf.tensor2d([[0.5]]), labelsOf([[0]], 2));
      record(oneUnit(2, [1, 0], 0), still(clamped, 3), { damping: 0.3, schedule });
      expect(asked).toEqual([1, 2, 3].map((step) => [1, step]));
    }));

  it('that is held down by its label fades as 0.3 to the t, and never falls below zero', () =>
    freeing(() => {
      watch(oneUnit(1, [-5, 0], 0), 0, 6).forEach((state, t) => {
        expectClose(activities(state), [0.3 ** t], 1e-5, `step ${t}`, 1e-4);
      });
    }));

  it('has the square of its activity as goodness and as score', () =>
    freeing(() => {
      const state = watch(oneUnit(2, [1, 0], -0.5), 0, 1)[1] as PerceptionState;
      const square = 2.4899495 ** 2;
      expectClose(bits(scoreAt(state)), [square]);
    }));
});

describe('a score', () => {
  it('is goodness per unit, summed over the layers: 9/3 + 8/2 = 7', () =>
    freeing(() => {
      const layer = (activity: number[]) => {
        const tensor = tf.tensor3d([[activity]]);
        const goodness = tf.sum(tf.square(tensor), -1, true) as tf.Tensor3D;
        return { activity: tensor, goodness, normalised: tensor };
      };
      const layers = [layer([1, 2, 2]), layer([2, 2])];
      const score = scoreAt({ layers } as unknown as Parameters<typeof scoreAt>[0]);
      expect(score.shape).toEqual([1, 1]);
      expectClose(bits(score), [7]);
    }));
});
