import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { normalise, sumOfSquares } from '../../src/engine/normalise';
import { oneHot } from '../../src/engine/tidy';
import { everyLabel, frame, labelsOf, noLabel, withLabel } from '../../src/perception/frame';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

describe('normalise', () => {
  it('divides by the root of the mean square, not by the length', () =>
    freeing(() => {
      // mean square of 3, 4 is 12.5
      expectClose(bits(normalise(tf.tensor2d([[3, 4]]))), [
        3 / Math.sqrt(12.5),
        4 / Math.sqrt(12.5),
      ]);
    }));

  it('normalises each image and hypothesis by its own units', () =>
    freeing(() => {
      const activity = tf.tensor3d([[[1, 1]], [[0, 2]]]); // [2, 1, 2]
      expectClose(bits(normalise(activity)), [1, 1, 0, Math.SQRT2]);
    }));

  it('leaves a silent layer silent', () =>
    freeing(() => {
      expect(bits(normalise(tf.zeros([2, 3])))).toEqual([0, 0, 0, 0, 0, 0]);
    }));

  it('adds 1e-8 to the mean square: activity of 1e-4 comes out at 1/√2', () =>
    freeing(() => {
      expectClose(bits(normalise(tf.fill([1, 4], 1e-4))), new Array(4).fill(Math.SQRT1_2));
    }));

  it('gives the same with the sum of squares handed in', () =>
    freeing(() => {
      const activity = tf.tensor3d([[[1, 2, 2]], [[0, 3, 0]]]);
      const squares = sumOfSquares(activity);
      expect(squares.shape).toEqual([2, 1, 1]);
      expect(bits(squares)).toEqual([9, 9]);
      expect(bits(normalise(activity, squares))).toEqual(bits(normalise(activity)));
    }));
});

describe('a one-hot label', () => {
  it('is the number 1 among zeros', () =>
    freeing(() => {
      const rows = oneHot(tf.tensor1d([2, 0], 'int32'), 3);
      expect(rows.dtype).toBe('float32');
      expect(bits(rows)).toEqual([0, 0, 1, 1, 0, 0]);
    }));
});

describe('what is clamped', () => {
  const image = () => tf.tensor2d([[1, 0, 0, 1]]);

  it('is the image at mean square 1', () =>
    freeing(() => {
      const { pixels } = frame(image(), noLabel(10, 'silent'));
      expect(pixels.shape).toEqual([1, 1, 4]);
      expectClose(bits(pixels), [Math.SQRT2, 0, 0, Math.SQRT2]);
    }));

  it('is √10 at one label of ten and nothing at the others', () =>
    freeing(() => {
      const { label } = frame(image(), labelsOf([[2], [9]], 10));
      expect(label.shape).toEqual([2, 1, 10]);
      expectClose(
        bits(label),
        [2, 9].flatMap((truth) =>
          Array.from({ length: 10 }, (_, i) => (i === truth ? Math.sqrt(10) : 0)),
        ),
      );
    }));

  it('is each label once where every label is tried', () =>
    freeing(() => {
      const { label } = frame(image(), everyLabel(3));
      expect(label.shape).toEqual([3, 1, 3]);
      const [o, x] = [0, Math.sqrt(3)];
      expectClose(bits(label), [x, o, o, o, x, o, o, o, x]);
    }));

  it('is all zeros without a label, or all ones where no label means every label', () =>
    freeing(() => {
      expect(bits(frame(image(), noLabel(10, 'silent')).label)).toEqual(new Array(10).fill(0));
      expectClose(bits(frame(image(), noLabel(10, 'uniform')).label), new Array(10).fill(1));
    }));

  it('is under no hypothesis where no label is given', () =>
    freeing(() => {
      expect(labelsOf([], 10).shape).toEqual([0, 0, 10]);
    }));

  it('keeps its pixels and normalises the new label where the label is exchanged', () =>
    freeing(() => {
      const before = frame(image(), noLabel(10, 'silent'));
      const after = withLabel(before, labelsOf([[4]], 10));
      expect(after.pixels).toBe(before.pixels);
      expect(bits(after.label)[4]).toBeCloseTo(Math.sqrt(10), 5);
    }));
});
