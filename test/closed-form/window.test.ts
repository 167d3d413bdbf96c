import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  accumulate,
  type Recognition,
  readoutAlone,
  winners,
} from '../../src/perception/recognise';
import { freeing } from '../support/record';

/** Two images, two labels, five steps; each number is a power of two, so a sum names its steps. */
const recognition: Recognition = {
  images: 2,
  classes: 2,
  scores: [1, 2, 4, 8, 16].map((x) => Float32Array.of(x, 100 * x, 1000 - x, 3 * x)),
  logits: Float32Array.of(0, 0, 0, 0),
};

describe('a window', () => {
  it.each([
    { first: 3, last: 5, steps: 4 + 8 + 16 },
    { first: 1, last: 1, steps: 1 },
    { first: 2, last: 4, steps: 2 + 4 + 8 },
    { first: 5, last: 5, steps: 16 },
    { first: 1, last: 5, steps: 31 },
  ])('of steps $first to $last sums both and those between', ({ first, last, steps }) => {
    const counted = 1000 * (last - first + 1);
    expect(Array.from(accumulate(recognition, { first, last }))).toEqual([
      steps,
      100 * steps,
      counted - steps,
      3 * steps,
    ]);
  });

  it('is steps 3 to 5 unless said otherwise', () => {
    expect(accumulate(recognition)[0]).toBe(28);
  });

  it.each([
    { first: 3, last: 6 },
    { first: 6, last: 6 },
    { first: 0, last: 2 },
  ])('of steps $first to $last is refused where steps 1 to 5 were recorded', (window) => {
    expect(() => accumulate(recognition, window)).toThrow(/window .* 5 steps/);
  });

  it('leaves the recorded scores as they are', () => {
    accumulate(recognition);
    expect(recognition.scores[2]?.[0]).toBe(4);
  });
});

describe('the winner', () => {
  it('is the highest of each image’s labels', () => {
    expect(Array.from(winners(Float32Array.of(1, 3, 2, 9, 8, 7, -3, -2, -1), 3))).toEqual([
      1, 0, 2,
    ]);
  });

  it('is the lowest of equal labels', () => {
    expect(Array.from(winners(Float32Array.of(5, 5, 1, 0, 2, 2), 3))).toEqual([0, 1]);
  });
});

it('a readout alone is all that a network has where no label is tried', () =>
  freeing(() => {
    const found = readoutAlone(tf.tensor2d([[1, 2, 3]]));
    expect(found).toEqual({ images: 1, classes: 3, scores: [], logits: Float32Array.of(1, 2, 3) });
  }));
