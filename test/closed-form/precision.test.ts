import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { atPrecision } from '../../src/engine/at-precision';
import { compiled } from '../../src/engine/compiled';
import { nativeBackend } from '../../src/engine/native';
import { multiplyingAt } from '../../src/engine/precision';
import { EnvironmentError } from '../../src/input/errors';
import { bits } from '../support/numbers';
import { freeing } from '../support/record';

/** bfloat16 has 8 bits of significand: this is between 1 and the next number, and nearer to 1. */
const JUST_ABOVE_1 = 1 + 2 ** -9;
const row = (...values: number[]): tf.Tensor2D => tf.tensor2d(values, [1, values.length]);
const column = (...values: number[]): tf.Tensor2D => tf.tensor2d(values, [values.length, 1]);

describe('a product at bfloat16', () => {
  it('is refused by an engine that was not started for it', () =>
    freeing(() => {
      const work = () => tf.matMul(row(1), column(1));
      expect(() => atPrecision('bfloat16', work)).toThrow(EnvironmentError);
      expect([...bits(tf.matMul(row(JUST_ABOVE_1), column(1)))]).toEqual([JUST_ABOVE_1]);
    }));

  it('leaves everything but products as it is', (context) =>
    freeing(() => {
      if (!nativeBackend()) context.skip('the native engine alone has them');
      const both = compiled(({ a, b }: { a: tf.Tensor2D; b: tf.Tensor2D }) => ({
        product: tf.matMul(a, b),
        batches: tf.matMul(tf.expandDims(a, 0), tf.expandDims(b, 0)),
        sum: tf.add(a, b),
      }));
      const one = row(JUST_ABOVE_1);
      const { sum, ...rounded } = multiplyingAt('bfloat16', () => both({ a: one, b: row(1) }));
      expect([...bits(sum)]).toEqual([1 + JUST_ABOVE_1]);
      expect(Object.values(rounded).map((value) => [...bits(value)])).toEqual([[1], [1]]);
    }));

  it('is over when its work is, however that ends', () =>
    freeing(() => {
      const fails = () =>
        multiplyingAt('bfloat16', () => {
          throw new Error('in the middle');
        });
      expect(fails).toThrow('in the middle');
      expect([...bits(tf.matMul(row(JUST_ABOVE_1), column(1)))]).toEqual([JUST_ABOVE_1]);
    }));
});
