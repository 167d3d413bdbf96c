import * as tf from '@tensorflow/tfjs-core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { checkRoom, gigabytes, memoryHere } from '../../src/engine/memory';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { defaultSettings } from '../../src/learning/settings';
import { initialise } from '../../src/network/network';
import { commonLearningOptions } from '../../src/training/learning-options';
import { checkSize, checkTraining } from '../../src/training/plan';
import { feedforward, recurrent } from '../support/architectures';

const sizes = (...hidden: number[]) => ({ pixels: 784, hidden, classes: 10 });
const layers = (...hidden: number[]) => recurrent(sizes(...hidden));

it('a network whose checkpoint no file can hold is refused before there is a number of it', () => {
  const before = tf.memory().numTensors;
  expect(() => initialise(layers(100_000, 100_000), 1)).toThrow(InputError);
  expect(() => initialise(layers(100_000, 100_000), 1)).toThrow(
    'hidden layers of 100000, 100000 units cannot be saved: a checkpoint would take 161 GB',
  );
  expect(tf.memory().numTensors).toBe(before);
});

it('its weights are counted as they are: from below, from above, biases, readout', () => {
  // Two numbers of 4 bytes a weight, (n + 784 n + 10 n) + 10 n of them, a mean activity a unit, and a header of 4 MiB
  // at the most, are the 2^31 - 4096 bytes that are read at 332,601.7.
  expect(() => checkSize(layers(332_601))).not.toThrow();
  expect(() => checkSize(layers(332_602))).toThrow('cannot be saved');
  expect(() => checkSize(feedforward(sizes(332_602)))).not.toThrow();
});

it('its averages are counted, where weights are averaged: a third number a weight', () => {
  const learnt = { batch: 1, steps: 1 };
  expect(() => checkSize(layers(223_000), learnt)).not.toThrow();
  expect(() => checkSize(layers(223_000), { ...learnt, averaged: true })).toThrow(
    'a checkpoint would take 2.2 GB',
  );
});

it('a batch that takes more memory than there is is refused', () => {
  const batch = memoryHere(); // more images than bytes
  expect(() => checkSize(layers(10), { batch, steps: 1 })).toThrow(
    `hidden layers of 10 units that learn from batches of ${batch} images take at least`,
  );
  expect(() => checkSize(layers(500, 500), { batch: 100, steps: 8 })).not.toThrow();
});

it('a network that learns from little, and recognises with more memory than there is, is refused', () => {
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(1e9);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const training = (hidden: number, classes: number) => () => {
    const architecture = recurrent({ pixels: 1, hidden: [hidden], classes });
    const settings = { ...defaultSettings([hidden]), batch: 1, steps: 1 };
    const few = drawnDigits({ training: 2, test: 1, seed: 1 }).training;
    checkTraining({ training: few, held: few }, { architecture, settings }, {});
  };
  const units = 50_000; // under 2500 labels at once, 0.5 GB
  expect(training(units, 10)).not.toThrow();
  expect(training(2 * units, 10)).toThrow('of memory, and there are 1.0 GB here');
  expect(training(2 * units, 2)).not.toThrow();
});

it('what takes more than there is is told with both, as what is of this machine', () => {
  expect(() => checkRoom('films', 3e9, 2e9)).toThrow(EnvironmentError);
  expect(() => checkRoom('films', 3e9, 2e9)).toThrow(
    'films take at least 3.0 GB of memory, and there are 2.0 GB here: ask for less',
  );
  expect(() => checkRoom('films', 2e9, 2e9)).not.toThrow();
  expect(gigabytes(1234e9)).toBe('1,234 GB');
});

it('layers whose weights alone do not fit into this memory are refused with the options', () => {
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(1e9);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const { hidden } = commonLearningOptions;
  expect(hidden.safeParse([10_000, 20_000]).error?.issues[0]?.message).toContain('of memory');
});

it('layers whose weights alone are too many are refused with the options', () => {
  const { hidden } = commonLearningOptions;
  expect(hidden.safeParse([100_000, 100_000]).error?.issues[0]?.message).toContain(
    'cannot be saved',
  );
  expect(hidden.safeParse([2000, 2000, 2000]).success).toBe(true);
});
