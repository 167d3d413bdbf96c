import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

type Numbers = ArrayLike<number> | readonly Numbers[];

/** Every number in a nested list, in order. */
export function flat(values: Numbers | readonly unknown[]): number[] {
  return (Array.from(values as ArrayLike<unknown>) as unknown[]).flatMap((value) =>
    typeof value === 'number' ? [value] : flat(value as Numbers),
  );
}

/**
 * Says that two lists agree number by number, within `relative` of the largest expected magnitude
 * or of `floor`, if that is more (float32 against float64: 1e-5 is some eighty roundings).
 */
export function expectClose(
  actual: Numbers | readonly unknown[],
  expected: Numbers | readonly unknown[],
  relative = 1e-5,
  what = 'values',
  floor = 0.1,
): void {
  const [a, e] = [flat(actual), flat(expected)];
  expect(a.length, `${what}: how many`).toBe(e.length);
  const tolerance = relative * e.reduce((most, x) => Math.max(most, Math.abs(x)), floor);
  const furthest = a.reduce((worst, x, i) => {
    const distance = Math.abs(x - (e[i] as number));
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(worst, distance);
  }, 0);
  expect(furthest, `${what}: largest difference`).toBeLessThanOrEqual(tolerance);
}

/** The tensor's numbers as they are, to compare bit by bit. */
export const bits = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
