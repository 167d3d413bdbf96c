import { describe, expect, it } from 'vitest';
import * as tf from '../../src/engine/ops';
import { randomStream } from '../../src/engine/random';
import { defaultSettings } from '../../src/learning/settings';
import { BACKPROPAGATION as SYSTEM } from '../../src/learning/systems/backpropagation';
import type { Architecture } from '../../src/network/architecture';
import { initialise, parametersOf } from '../../src/network/network';
import { PIXELS, randomPairBatch } from '../support/feedforward';
import { withoutZeros } from '../support/networks';
import { bits } from '../support/numbers';
import { freeing } from '../support/record';

describe('gradients', () => {
  it('are zeros in what the function does not depend on', () =>
    freeing(() => {
      const [x, y] = [tf.tensor1d([3, 4]), tf.tensor1d([5, 6, 7])];
      const [ofX, ofY] = tf.grads((one) => tf.sum(tf.square(one as tf.Tensor)))([x, y]);
      expect([...bits(ofX as tf.Tensor)]).toEqual([6, 8]);
      expect([...bits(ofY as tf.Tensor)]).toEqual([0, 0, 0]);
      const [ofNothing] = tf.grads(() => tf.scalar(1))([x]);
      expect([...bits(ofNothing as tf.Tensor)]).toEqual([0, 0]);
    }));

  it('leave a layer that nothing sees where it is', () =>
    freeing(() => {
      const dense = { kind: 'dense' } as const;
      const architecture: Architecture = {
        input: { name: 'pixels', units: PIXELS },
        hidden: [
          { name: 'aside', units: 3 },
          { name: 'layer_2', units: 4 },
        ],
        label: { name: 'label', units: 10 },
        connections: ['aside', 'layer_2'].map((to) => ({ from: 'pixels', to, transform: dense })),
        reads: ['layer_2'],
      };
      expect(SYSTEM.takes(architecture, defaultSettings([3, 4]))).toBe(true);
      const network = withoutZeros(initialise(architecture, 1), 1);
      const random = (name: string) => randomStream(17, name);
      const learner = { network, meanActivity: [] };
      const batch = randomPairBatch(4);
      const { gradient } = SYSTEM.gradient(learner, batch, defaultSettings([3, 4]), random);
      const moves = parametersOf(gradient).filter(({ tensor }) =>
        bits(tensor).some((x) => x !== 0),
      );
      expect(moves.map(({ name }) => name)).toEqual([
        'layer_2.from_pixels',
        'layer_2.bias',
        'readout',
      ]);
    }));
});
