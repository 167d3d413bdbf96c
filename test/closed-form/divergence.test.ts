import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { DivergenceError } from '../../src/input/errors';
import { checkTally, checkWeights } from '../../src/learning/divergence';
import { disposeLearner } from '../../src/learning/learner';
import { emptyTally } from '../../src/learning/tally';
import { mapParameters } from '../../src/network/network';
import { randomLearner } from '../support/learners';

/** What `check` throws. */
function thrown(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('goodness that is no finite number', () => {
  const tally = { ...emptyTally(3), positive: [1, 2, 3], negative: [0, 1, 2] };

  it.each([
    [1, 'NaN', { positive: [Number.NaN, 2, 3] }],
    [3, 'Infinity', { positive: [1, 2, Number.POSITIVE_INFINITY] }],
    [2, '-Infinity', { negative: [0, Number.NEGATIVE_INFINITY, 2] }],
    [2, 'NaN', { positive: [1, Number.NaN, 3], negative: [] }],
  ])('ends learning, and names layer %i and %s', (layer, goodness, wrong) => {
    const error = thrown(() => checkTally({ ...tally, ...wrong }, 4, 7));
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ layer, epoch: 4, batch: 7 });
    expect((error as Error).message).toContain(`its goodness is ${goodness}.`);
  });

  it('is none of finite numbers, with negatives and without', () => {
    expect(thrown(() => checkTally(tally, 1, 1))).toBeUndefined();
    expect(thrown(() => checkTally({ ...tally, negative: [] }, 1, 1))).toBeUndefined();
  });
});

it('logits that are no finite numbers end learning, in the readout; but a layer comes first', () => {
  const tally = { ...emptyTally(2), readoutWrong: Number.POSITIVE_INFINITY };
  const error = thrown(() => checkTally(tally, 4, 7));
  expect(error).toBeInstanceOf(DivergenceError);
  expect(error).toMatchObject({ layer: 'readout', epoch: 4, batch: 7 });
  expect(thrown(() => checkTally({ ...tally, positive: [1, Number.NaN] }, 4, 7))).toMatchObject({
    layer: 2,
  });
});

describe('weights that are no finite numbers', () => {
  const learnerWith = (wrong: string) => {
    const learner = randomLearner([4, 3]);
    const network = mapParameters(learner.network, ({ name, tensor }) => {
      if (name !== wrong) return tensor;
      const values = tensor.dataSync().with(1, Number.NaN); // one of many
      tensor.dispose();
      return tf.tensor(values, tensor.shape);
    });
    return { ...learner, network };
  };

  it.each([
    ['layer_1.bias', 1],
    ['layer_2.top_down', 2],
    ['readout', 'readout'],
  ] as const)('end learning where they are in %s, and leave no tensor', (name, layer) => {
    const learner = learnerWith(name);
    const before = tf.memory().numTensors;
    const error = thrown(() => checkWeights(learner, 5, 6));
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ layer, epoch: 5, batch: 6 });
    expect((error as Error).message).toContain(`${name} holds numbers that are not finite`);
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(learner);
  });

  it('are none in a network that learns', () => {
    const learner = learnerWith('none');
    const before = tf.memory().numTensors;
    expect(thrown(() => checkWeights(learner, 1, 1))).toBeUndefined();
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(learner);
  });
});
