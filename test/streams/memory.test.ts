import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import type { LearntBatch } from '../../src/learning/learn-batch';
import { disposeLearner, type Learner, newLearner } from '../../src/learning/learner';
import { drawGumbelNoise, drawNegatives } from '../../src/learning/negatives';
import { disposeNetwork } from '../../src/network/network';
import { everyLabel, frame, labelsOf, noLabel, withLabel } from '../../src/perception/frame';
import { scoreAt } from '../../src/perception/goodness';
import { readoutInput, readoutLogits } from '../../src/perception/readout';
import { recognise } from '../../src/perception/recognise';
import { release } from '../../src/perception/state';
import { bottomUpPass, clamp, step } from '../../src/perception/step';
import { recurrent } from '../support/architectures';
import { learnRecurrent, randomBatch, settingsOf } from '../support/learners';
import { randomImages, randomNetwork } from '../support/networks';

const SIZES = { pixels: 9, hidden: [6, 5, 4], classes: 10 };
const PARAMETERS = 3 * SIZES.hidden.length + 1;

let held: number;
const more = () => tf.memory().numTensors - held;

beforeEach(() => {
  held = tf.memory().numTensors;
});

afterEach(() => {
  expect(more(), 'tensors left behind').toBe(0);
});

describe('learning', () => {
  it('holds two networks and the running means, and not one tensor more after each batch', () => {
    let learner: Pick<Learner, 'network' | 'velocity' | 'meanActivity'> = newLearner(
      recurrent(SIZES),
      1,
    );
    const each = 2 * PARAMETERS + SIZES.hidden.length;
    expect(more()).toBe(each);
    for (let at = 0; at < 4; at++) {
      const batch = randomBatch(5, at);
      const stream = randomStream(1, 'negatives', at);
      const learntBatch: LearntBatch = learnRecurrent(learner, batch, settingsOf(), stream, 1);
      tf.dispose([batch.pixels, batch.labels]);
      expect(more()).toBe(2 * each);
      disposeLearner(learner as Learner);
      expect(more()).toBe(each);
      learner = learntBatch;
    }
    disposeLearner(learner as Learner);
  });

  it('that fails leaves nothing behind', () => {
    const learner = newLearner(recurrent(SIZES), 1);
    const pixels = tf.zeros<tf.Rank.R2>([5, 8]);
    const labels = tf.tensor1d([1, 2, 3, 4, 5], 'int32');
    const before = more();
    expect(() =>
      learnRecurrent(learner, { pixels, labels }, settingsOf(), randomStream(1), 1),
    ).toThrow();
    expect(more()).toBe(before);
    tf.dispose([pixels, labels]);
    disposeLearner(learner);
  });
});

describe('what a function returns is all that it leaves', () => {
  it('for frames, states, scores and the readout', () => {
    const network = randomNetwork(SIZES.hidden);
    const images = tf.tensor2d(randomImages(3));
    const labels = [everyLabel(10), labelsOf([[1, 2, 3]], 10), noLabel(10, 'silent')] as const;
    expect(more()).toBe(PARAMETERS + 1 + 3);
    const count = <T>(tensors: number, work: () => T): T => {
      const before = more();
      const made = work();
      expect(more() - before).toBe(tensors);
      return made;
    };
    const state = 2 + 3 * SIZES.hidden.length;
    const first = count(2, () => frame(images, labels[0]));
    const second = count(1, () => withLabel(first, labels[1]));
    const pass = count(state, () => bottomUpPass(network, first));
    // an end that did not change shares its drive
    const same = count(state - 2, () => step(network, pass, first));
    const relabelled = count(state - 1, () => step(network, pass, second));
    const clamped = count(state, () => clamp(network, pass, second));
    const score = count(1, () => scoreAt(same));
    const input = count(1, () => readoutInput(network, pass));
    const logits = count(1, () => readoutLogits(network, pass));
    const truth = count(1, () => tf.zeros<tf.Rank.R2>([3, 10]));
    const noise = count(1, () => drawGumbelNoise(3, 10, randomStream(1)));
    const drawn = count(1, () => drawNegatives(logits, truth, noise));
    tf.dispose([score, input, logits, truth, noise, drawn]);
    release(clamped);
    count(-(state - 2), () => release(same, pass));
    count(-(state - 1), () => release(relabelled, pass));
    count(-state, () => release(pass));
    tf.dispose([first.pixels, first.label, second.label, images, ...labels]);
    disposeNetwork(network);
  });

  it('for recognition: numbers and no tensor', () => {
    const network = randomNetwork(SIZES.hidden);
    const images = tf.tensor2d(randomImages(3));
    const before = more();
    recognise(network, images, 6);
    expect(more()).toBe(before);
    images.dispose();
    disposeNetwork(network);
  });
});
