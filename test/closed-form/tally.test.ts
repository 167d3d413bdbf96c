import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { addTallies, emptyTally, meansOf, type Tally } from '../../src/learning/tally';
import { mapParameters } from '../../src/network/network';
import { learnRecurrent, randomBatch, randomLearner, settingsOf } from '../support/learners';
import { freeing } from '../support/record';

const one: Tally = {
  batches: 1,
  images: 4,
  pairsWrong: 1,
  readoutWrong: 2,
  positive: [1, 2],
  negative: [0.5, 0.25],
};
const other: Tally = {
  batches: 1,
  images: 12,
  pairsWrong: 2,
  readoutWrong: 0,
  positive: [3, 4],
  negative: [0, 0.75],
};

describe('a tally', () => {
  it('adds up figure by figure', () => {
    expect(addTallies(one, other)).toEqual({
      batches: 2,
      images: 16,
      pairsWrong: 3,
      readoutWrong: 2,
      positive: [4, 6],
      negative: [0.5, 1],
    });
  });

  it('changes nothing where it is empty', () => {
    expect(addTallies(emptyTally(2), one)).toEqual(one);
  });

  it('gives errors in per cent of the images and goodness as means over the batches', () => {
    expect(meansOf(addTallies(one, other))).toEqual({
      images: 16,
      pairError: 18.75,
      readoutError: 12.5,
      positive: [2, 3],
      negative: [0.25, 0.5],
    });
  });

  it('counts a pair wrong where both labels score the same', () =>
    freeing(() => {
      const learner = randomLearner([6, 5]);
      const network = mapParameters(learner.network, ({ tensor }) => tf.zerosLike(tensor));
      const batch = randomBatch(7);
      const { tally } = learnRecurrent(
        { ...learner, network },
        batch,
        settingsOf(),
        randomStream(1),
        1,
      );
      expect(tally).toMatchObject({ batches: 1, images: 7, pairsWrong: 7 });
      expect(tally.positive).toEqual([0, 0]);
    }));
});
