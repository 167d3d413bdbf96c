import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { compiled } from '../../src/engine/compiled';
import { nativeBackend } from '../../src/engine/native';
import { placesOf } from '../../src/engine/places';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

interface Two {
  readonly a: tf.Tensor2D;
  readonly b: tf.Tensor2D;
  readonly times: number;
}

const plain = ({ a, b, times }: Two) => ({
  sum: tf.tidy(() => tf.add(tf.relu(a), tf.mul(b, times))),
  product: tf.matMul(a, b, true),
});

/** Why a test is skipped. */
const GRAPHS = 'the native engine alone has graphs';

describe('a compiled function', () => {
  const [left, right] = [
    [1, -2, 3, 4],
    [5, 6, -7, 8],
  ] as const;
  const two = (rows: number, times: number): Two => ({
    a: tf.tensor2d([...left], [rows, 4 / rows]),
    b: tf.tensor2d([...right], [rows, 4 / rows]),
    times,
  });

  it('adds in the order that is written, whatever may be overwritten', () =>
    freeing(() => {
      const sums = compiled(({ a }: Pick<Two, 'a'>) =>
        tf.tidy(() => {
          const ones = tf.slice(a, [0, 0], [2, 1]); // of a shape that TensorFlow knows
          const [large, opposite] = [tf.relu(tf.mul(ones, 1e8)), tf.sub(ones, 1e8)];
          const twos = tf.sqrt(tf.mul(ones, 4));
          // Handed back, the first two stay as they are. The third may be overwritten: a sum might begin with it.
          return { large, opposite, sum: tf.add(tf.add(large, opposite), twos) };
        }),
      );
      const { large, opposite, sum } = sums({ a: tf.tensor2d([1, 1, 1, 1], [2, 2]) });
      expect([...bits(large), ...bits(opposite)]).toEqual([1e8, 1e8, -1e8, -1e8]);
      expect([...bits(sum)]).toEqual([2, 2]); // 2 - 1e8 is -1e8
    }));

  it('gives what it gives as it stands, for each shape and plain value', () =>
    freeing(() => {
      const fast = compiled(plain);
      for (const [rows, times] of [
        [2, 3],
        [4, 3],
        [2, -1],
        [2, 3],
      ] as const) {
        const [expected, given] = [plain(two(rows, times)), fast(two(rows, times))];
        expect(given.product.shape).toEqual(expected.product.shape);
        expectClose(bits(given.sum), [...bits(expected.sum)]);
        expectClose(bits(given.product), [...bits(expected.product)]);
      }
    }));

  it('gives the same bits the first time as every other', () =>
    freeing(() => {
      const fast = compiled(plain);
      const [first, second] = [fast(two(2, 0.3)), fast(two(2, 0.3))];
      expect([...bits(first.sum)]).toEqual([...bits(second.sum)]);
    }));

  it('sees whether two of its inputs are one', () =>
    freeing(() => {
      const same = compiled(({ a, b }: Pick<Two, 'a' | 'b'>) =>
        tf.add(a, a === b ? tf.scalar(1) : tf.scalar(2)),
      );
      const { a, b } = two(2, 1);
      expectClose(bits(same({ a, b })), [3, 0, 5, 6]);
      expectClose(bits(same({ a, b: a })), [2, -1, 4, 5]);
    }));

  it('takes more or fewer rows without a graph of their own, where a mask chooses them', ({
    skip,
  }) =>
    freeing(() => {
      let calls = 0;
      const sums = compiled(({ all, mask }: { all: tf.Tensor2D; mask: tf.Tensor1D }) => {
        calls++;
        return tf.sum(tf.gather(all, placesOf(mask)), 0);
      });
      const all = tf.tensor2d([...left], [4, 1]);
      const sum = (...mask: number[]) => bits(sums({ all, mask: tf.tensor1d(mask, 'bool') }));
      expectClose(sum(1, 1, 0, 0), [-1]);
      expectClose(sum(0, 1, 1, 1), [5]);
      expectClose(sum(0, 0, 1, 0), [3]);
      if (!nativeBackend()) skip(GRAPHS);
      expectClose(sum(0, 0, 0, 0), [0]);
      expect(calls).toBe(1);
    }));

  it('does not look at the numbers of what it is given or computes', ({ skip }) =>
    freeing(() => {
      if (!nativeBackend()) skip(GRAPHS);
      const looking = compiled(({ a, times }: Pick<Two, 'a' | 'times'>) =>
        tf.mul(a, (times ? tf.neg(a) : a).dataSync()[0] as number),
      );
      for (const times of [0, 1])
        expect(() => looking({ a: two(2, 1).a, times })).toThrow('cannot look at the numbers');
      expectClose(bits(two(2, 1).a), [...left], 1e-6); // reading works again
    }));

  it('takes no function: it would not know one from another', ({ skip }) =>
    freeing(() => {
      if (!nativeBackend()) skip(GRAPHS);
      const applied = compiled(({ a, to }: { a: tf.Tensor2D; to: (a: tf.Tensor2D) => tf.Tensor }) =>
        to(a),
      );
      const { a } = two(2, 1);
      expect(() => applied({ a, to: tf.neg })).toThrow('a function does not tell');
    }));

  it('hands back an input as it is or a clone of it, and calls another within itself', () =>
    freeing(() => {
      const inner = compiled(({ a }: { a: tf.Tensor2D }) => tf.square(a));
      const outer = compiled(
        ({ a, b }: Pick<Two, 'a' | 'b'>) => [b, inner({ a }), tf.clone(b)] as const,
      );
      const { a, b } = two(2, 1);
      for (const _ of ['first', 'second']) {
        const [same, squared, copy] = outer({ a, b });
        expect(same).toBe(b);
        expectClose(bits(squared), [1, 4, 9, 16]);
        copy.dispose();
        expectClose(bits(b), [...right]);
      }
    }));

  it('leaves no tensor behind but what it gives', () => {
    const input = two(2, 3);
    const fast = compiled(plain);
    const before = tf.memory().numTensors;
    for (let time = 0; time < 3; time++) tf.dispose(Object.values(fast(input)));
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([input.a, input.b]);
  });

  it('says so where it fails, and works the next time', () =>
    freeing(() => {
      const tries: number[] = [];
      const sometimes = compiled(({ a }: { a: tf.Tensor2D }) => {
        if (tries.push(1) === 1) throw new Error('broken');
        return tf.neg(a);
      });
      const { a } = two(2, 1);
      expect(() => sometimes({ a })).toThrow('broken');
      expectClose(bits(sometimes({ a })), [-1, 2, -3, -4]);
    }));
});
