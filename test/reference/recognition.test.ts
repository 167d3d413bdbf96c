import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { accumulate, recognise, winners } from '../../src/perception/recognise';
import { alternating, synchronous } from '../../src/perception/schedule';
import { randomImages, randomNetwork, referenceLayers } from '../support/networks';
import { expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import * as reference from './float64';

// float32 against float64: scores and logits within 1e-5 of the largest of them.

const IMAGES = 6;
const WIDTHS = [[5], [6, 4], [5, 7, 4], [4, 8, 6, 5]].map((widths) => ({ widths }));

describe.each(WIDTHS)('recognition with hidden layers of $widths', ({ widths }) => {
  const images = randomImages(IMAGES, 3);
  const framesOf = (image: readonly number[], steps: number) =>
    Array.from({ length: steps }, () => image);

  it.each([
    { name: 'synchronous', damping: 0.3, schedule: synchronous, rule: reference.synchronous },
    { name: 'alternating', damping: 0.5, schedule: alternating, rule: reference.alternating },
  ])('the scores of every label at every step are the reference ones, $name', (how) =>
    freeing(() => {
      const network = randomNetwork(widths, 5);
      const { scores, ...found } = recognise(network, tf.tensor2d(images), 6, how);
      expect(found).toMatchObject({ images: IMAGES, classes: 10 });
      const expected = images.map((image) =>
        reference.scoresByStep(referenceLayers(network), framesOf(image, 6), how.rule(how.damping)),
      );
      expect(scores.length).toBe(6);
      scores.forEach((step, t) => {
        expectClose(
          step,
          expected.map((byStep) => reference.at(byStep, t)),
          1e-5,
          `step ${t + 1}`,
        );
      });
    }),
  );

  it.each([
    [3, 5],
    [1, 1],
    [4, 4],
    [2, 5],
  ] as const)(
    'the window of steps %i to %i gives the reference totals and winners',
    (first, last) =>
      freeing(() => {
        const network = randomNetwork(widths, 6);
        const found = accumulate(recognise(network, tf.tensor2d(images)), { first, last });
        const expected = images.map((image) => {
          const byStep = reference.scoresByStep(referenceLayers(network), framesOf(image, 5));
          return reference.recognise(byStep, [first, last]);
        });
        expectClose(found, expected);
        expect(Array.from(winners(found, 10))).toEqual(expected.map(reference.winner));
      }),
  );

  it('the window is steps 3 to 5 where none is given', () =>
    freeing(() => {
      const network = randomNetwork(widths, 7);
      const expected = images.map((image) =>
        reference.recognise(reference.scoresByStep(referenceLayers(network), framesOf(image, 5))),
      );
      expectClose(accumulate(recognise(network, tf.tensor2d(images), 8)), expected);
    }));

  it('the logits of the one-pass readout are the reference ones', () =>
    freeing(() => {
      const network = randomNetwork(widths, 8);
      const readout = network.readout.arraySync();
      const expected = images.map((image) =>
        reference.readoutLogits(readout, reference.features(referenceLayers(network), image)),
      );
      expectClose(recognise(network, tf.tensor2d(images)).logits, expected);
    }));

  it('an image by itself is what it is among others', () =>
    freeing(() => {
      const network = randomNetwork(widths, 9);
      const [first] = images as [number[]];
      const alone = recognise(network, tf.tensor2d([first]));
      const among = recognise(network, tf.tensor2d(images));
      expectClose(alone.logits, among.logits.slice(0, 10));
      expectClose(
        alone.scores,
        among.scores.map((step) => step.slice(0, 10)),
      );
    }));
});
