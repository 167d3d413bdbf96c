import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { compiled } from '../src/engine/compiled';
import { measure } from './measure';

/** Rows of a training batch's products: two hypotheses of a hundred images. */
const ROWS = 200;

/** What `work` gives, and the limit while it worked: measured before and after, as a machine's speed may wander. */
export function withLimit<T>(units: number, work: () => T): { result: T; limit: number } {
  const before = limitAt(units);
  const result = work();
  return { result, limit: Math.max(before, limitAt(units)) };
}

/**
 * The machine's limit, in FLOP a millisecond: the speed of products of a batch's activities
 * [200, units] and weights [units, units], as many side by side as there are cores, and nothing
 * else.
 */
export function limitAt(units: number): number {
  const cores = availableParallelism();
  const multiply = compiled(({ pairs }: { pairs: readonly (readonly [tf.Tensor, tf.Tensor])[] }) =>
    pairs.map(([rows, weights]) => tf.matMul(rows, weights)),
  );
  const pairs = Array.from(
    { length: 2 * cores },
    () => [tf.randomNormal([ROWS, units]), tf.randomNormal([units, units])] as const,
  );
  const flop = pairs.length * 2 * ROWS * units * units;
  const { median } = measure(() => tf.dispose(multiply({ pairs })), Math.max(20, 2e10 / flop));
  tf.dispose(pairs.flat());
  return flop / median;
}
