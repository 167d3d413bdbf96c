import * as tf from '@tensorflow/tfjs-core';
import { tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { plainly } from '../../src/engine/compiled';
import { randomStream } from '../../src/engine/random';
import { type Learner, newLearner } from '../../src/learning/learner';
import type { LearningSettings } from '../../src/learning/settings';
import { parametersOf } from '../../src/network/network';
import { everyLabel, frame } from '../../src/perception/frame';
import { scoreAt } from '../../src/perception/goodness';
import { recognise } from '../../src/perception/recognise';
import { drain, settle, still } from '../../src/perception/settle';
import { type PerceptionState, retain } from '../../src/perception/state';
import { recurrent } from '../support/architectures';
import {
  learnRecurrent,
  randomBatch,
  randomLearner,
  SHOWING,
  settingsOf,
} from '../support/learners';
import { activities, randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

const HIDDEN = [6, 5];

/** Every number of a learner after three batches. */
function trained(seed: number, changes: Partial<LearningSettings> = SHOWING) {
  return freeing(() => {
    let learner: Pick<Learner, 'network' | 'velocity' | 'meanActivity'> = newLearner(
      recurrent({ pixels: 9, hidden: HIDDEN, classes: 10 }),
      seed,
    );
    for (let at = 0; at < 3; at++) {
      const stream = randomStream(seed, 'negatives', at);
      learner = learnRecurrent(learner, randomBatch(8, at), settingsOf(changes), stream, 1);
    }
    return numbersOf(learner);
  });
}

const numbersOf = ({
  network,
  velocity,
  meanActivity,
}: Pick<Learner, 'network' | 'velocity' | 'meanActivity'>) => ({
  network: parametersOf(network).map(({ tensor }) => bits(tensor)),
  velocity: parametersOf(velocity).map(({ tensor }) => bits(tensor)),
  meanActivity: meanActivity.map(bits),
});

describe('training', () => {
  it('gives the same bits under the same seed', () => {
    expect(trained(4)).toEqual(trained(4));
  });

  it('as graphs agrees with the same called operation by operation', () => {
    const [graphs, plain] = [trained(4, SHOWING), plainly(() => trained(4, SHOWING))];
    const numbers = (one: ReturnType<typeof trained>) =>
      [...one.network, ...one.velocity, ...one.meanActivity].map((values) => [...values]);
    for (const [at, values] of numbers(plain).entries())
      expectClose(numbers(graphs)[at] as number[], values);
  });

  it('gives others under another', () => {
    const [one, other] = [trained(4), trained(5)];
    one.network.forEach((values, at) => {
      expect(values).not.toEqual(other.network[at]);
    });
  });

  it('leaves the old learner as it was', () =>
    freeing(() => {
      const learner = randomLearner(HIDDEN);
      const before = numbersOf(learner);
      learnRecurrent(learner, randomBatch(8), settingsOf(SHOWING), randomStream(1), 1);
      expect(numbersOf(learner)).toEqual(before);
    }));

  it('of the readout never moves a hidden layer, nor the other way round', () =>
    freeing(() => {
      const lessonUnder = (changes: Partial<LearningSettings>) => {
        const settings = settingsOf({ ...SHOWING, ...changes });
        const learntBatch = learnRecurrent(
          randomLearner(HIDDEN),
          randomBatch(8),
          settings,
          randomStream(1),
          1,
        );
        const { readout, weights, biases } = learntBatch.network;
        const hidden = [...weights, ...biases];
        return { readout: bits(readout), hidden: hidden.map(bits) };
      };
      const plain = lessonUnder({});
      const otherReadout = lessonUnder({ readoutRate: 2, readoutDecay: 0.5 });
      const otherHidden = lessonUnder({ rate: 2, decay: 0.5, peer: 0.7, temperature: 5 });
      expect(otherReadout.hidden).toEqual(plain.hidden);
      expect(otherReadout.readout).not.toEqual(plain.readout);
      expect(otherHidden.readout).toEqual(plain.readout);
      expect(otherHidden.hidden).not.toEqual(plain.hidden);
    }));

  it('at rate zero moves the velocities and no weight', () =>
    freeing(() => {
      const learner = randomLearner(HIDDEN);
      const learntBatch = learnRecurrent(
        learner,
        randomBatch(8),
        settingsOf(SHOWING),
        randomStream(1),
        0,
      );
      expect(numbersOf(learntBatch).network).toEqual(numbersOf(learner).network);
      expect(numbersOf(learntBatch).velocity).not.toEqual(numbersOf(learner).velocity);
    }));
});

describe('recognition', () => {
  const answer = () =>
    freeing(() => recognise(randomNetwork(HIDDEN), tf.tensor2d(randomImages(5)), 6));

  it('gives the same bits twice', () => {
    expect(answer()).toEqual(answer());
  });

  it('scores a step the same however many follow', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const images = tf.tensor2d(randomImages(5));
      expect(recognise(network, images, 6).scores.slice(0, 3)).toEqual(
        recognise(network, images, 3).scores,
      );
    }));
});

describe('an observer', () => {
  it('changes no bit of what it observes', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const clamped = frame(tf.tensor2d(randomImages(5)), everyLabel(10));
      const watch = (observe: (state: PerceptionState) => unknown) => {
        const seen: number[][][] = [];
        const states = settle(network, still(clamped, 6)).pipe(tap(observe));
        drain(states, (state) => seen.push(activities(state)));
        return seen;
      };
      const watched = watch((state) => [bits(scoreAt(state)), retain(state)]);
      expect(watched).toEqual(watch(() => {}));
    }));
});
