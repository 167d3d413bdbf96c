import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectedPixels, wireFromPixels } from '../../src/perception/expected-pixels';
import { networkOfLayers, recurrent } from '../support/architectures';
import { bits } from '../support/numbers';
import { freeing } from '../support/record';

/** Three pixels, two units, two labels. */
const network = () =>
  networkOfLayers([
    {
      bottomUp: tf.tensor2d([
        [1, 10],
        [2, 20],
        [3, -30],
      ]),
      topDown: tf.ones([2, 2]),
      bias: tf.zeros([2]),
    },
  ]);

describe('the pixels that layer 1 expects', () => {
  it('are its activity through the weights by which it sees them, under each hypothesis', () =>
    freeing(() => {
      const activity = tf.tensor3d([[[1, 0]], [[0.5, 2]]]);
      const expected = expectedPixels(network(), activity);
      expect(expected.shape).toEqual([2, 1, 3]);
      expect(bits(expected)).toEqual([1, 2, 3, 20.5, 41, -58.5]);
    }));

  it('are none where it does not see them', () => {
    const whole = recurrent({ pixels: 3, hidden: [2, 2], classes: 2 });
    const connections = whole.connections.filter(({ from }) => from !== whole.input.name);
    expect(() => wireFromPixels({ ...whole, connections })).toThrow(
      new RangeError('layer 1 does not see the pixels'),
    );
    expect(wireFromPixels(whole).name).toBe('layer_1.bottom_up');
  });
});
