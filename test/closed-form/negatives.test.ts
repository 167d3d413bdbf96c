import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { oneHot } from '../../src/engine/tidy';
import { drawGumbelNoise, drawNegatives } from '../../src/learning/negatives';
import { negativeChances } from '../reference/float64';
import { freeing } from '../support/record';

/** How often each label is drawn for many images that all have these logits and this truth. */
function draws(logits: readonly number[], truth: number, images: number, seed = 3): number[] {
  return freeing(() => {
    const rows = tf.tile(tf.tensor2d([logits as number[]]), [images, 1]);
    const truths = oneHot(tf.fill([images], truth, 'int32'), 10);
    const drawn = drawNegatives(
      rows,
      truths,
      drawGumbelNoise(images, 10, randomStream(seed, 'negatives')),
    );
    expect(drawn.shape).toEqual([images]);
    const counts = new Array<number>(10).fill(0);
    for (const label of drawn.dataSync()) counts[label] = (counts[label] as number) + 1;
    return counts;
  });
}

describe('negative labels', () => {
  const IMAGES = 20_000;

  it.each([
    { name: 'equal logits', logits: new Array<number>(10).fill(0), truth: 3 },
    { name: 'a readout sure of the truth', logits: [0, 1, 2, 9, 0.5, -1, 1.5, 0, 1, 2], truth: 3 },
    { name: 'a readout sure of another', logits: [3, 0, 0, 1, 2, 0, 0, 0, 1, -1], truth: 9 },
  ])('have the softmax’s frequencies without the true label: $name', ({ logits, truth }) => {
    const counts = draws(logits, truth, IMAGES);
    const chances = negativeChances(logits, truth);
    const distance = counts.reduce((sum, count, label) => {
      const expected = IMAGES * (chances[label] as number);
      return label === truth ? sum : sum + (count - expected) ** 2 / expected;
    }, 0);
    // 0.999 quantile of chi-square with eight degrees of freedom (nine labels)
    expect(distance).toBeLessThan(26.12);
    expect(counts[truth]).toBe(0);
  });

  it.each([50, 900, 5000])('never carry the true label, even %i above every other', (logit) => {
    const logits = [0, 0, 0, 0, 0, logit, 0, 0, 0, 0];
    const counts = draws(logits, 5, 2000);
    expect(counts[5]).toBe(0);
    expect(counts.filter((count) => count > 0).length).toBe(9);
  });

  it('are drawn for each image by its own truth and its own logits', () =>
    freeing(() => {
      const sure = (label: number) => Array.from({ length: 10 }, (_, i) => (i === label ? 200 : 0));
      const logits = tf.tensor2d([sure(2), sure(7), sure(0)]);
      const truth = oneHot(tf.tensor1d([1, 2, 9], 'int32'), 10);
      const drawn = drawNegatives(
        logits,
        truth,
        drawGumbelNoise(3, 10, randomStream(1, 'negatives')),
      );
      expect(Array.from(drawn.dataSync())).toEqual([2, 7, 0]);
    }));
});
