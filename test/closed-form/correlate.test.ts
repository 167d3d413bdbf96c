import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { correlate } from '../../src/learning/correlate';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

describe('correlate', () => {
  it('is input times push: (1, 2)ᵀ (3, 4, 5)', () =>
    freeing(() => {
      const gradient = correlate([tf.tensor3d([[[1, 2]]])], tf.tensor4d([[[[3, 4, 5]]]]));
      expect(gradient.shape).toEqual([2, 3]);
      expectClose(bits(gradient), [3, 4, 5, 6, 8, 10]);
    }));

  it('counts an input once for each push that it meets', () =>
    freeing(() => {
      const input = tf.tensor3d([[[1, 2]]]);
      const pushes = tf.tensor4d([
        [[[1]], [[10]]],
        [[[100]], [[1000]]],
      ]);
      expectClose(bits(correlate([input, input], pushes)), [1111, 2222]);
    }));

  // every way in which an input may be shared: by the steps, the hypotheses, the images
  const shapes = [
    [2, 3],
    [1, 3],
    [2, 1],
    [1, 1],
  ] as const;

  it.each(shapes)('is the plain sum for inputs of %i hypotheses and %i images', (k, b) =>
    freeing(() => {
      const random = randomStream(1, 'correlate', k, b);
      const draw = (shape: [number, number, number]) =>
        tf.tensor3d(random.normals(shape[0] * shape[1] * shape[2]), shape);
      const [held, changing] = [draw([k, b, 2]), draw([2, 3, 2])];
      for (const inputs of [
        [held, changing, held],
        [held, held, held],
      ]) {
        const pushes = tf.tensor4d(random.normals(3 * 2 * 3 * 4), [3, 2, 3, 4]);
        expectClose(bits(correlate(inputs, pushes)), plainSum(inputs, pushes));
      }
    }),
  );
});

function plainSum(inputs: readonly tf.Tensor3D[], pushes: tf.Tensor4D): number[] {
  const total = new Array<number>(2 * 4).fill(0);
  const push = pushes.arraySync();
  for (const [t, input] of inputs.entries()) {
    const [hypotheses, images] = input.shape;
    for (let k = 0; k < 2; k++)
      for (let b = 0; b < 3; b++)
        for (let from = 0; from < 2; from++)
          for (let to = 0; to < 4; to++)
            total[from * 4 + to] =
              (total[from * 4 + to] as number) +
              at(input, Math.min(k, hypotheses - 1), Math.min(b, images - 1), from) *
                (push[t]?.[k]?.[b]?.[to] as number);
  }
  return total;
}

function at(tensor: tf.Tensor3D, k: number, b: number, i: number): number {
  return (tensor.arraySync()[k] as number[][])[b]?.[i] as number;
}
