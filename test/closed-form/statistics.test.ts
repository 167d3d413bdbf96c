import { describe, expect, it } from 'vitest';
import { mcnemar } from '../../src/statistics/mcnemar';
import { quantile } from '../../src/statistics/mean';
import { wilson } from '../../src/statistics/wilson';

describe('the Wilson interval', () => {
  it('is that of a worked example: 10 of 100', () => {
    const { percent, low, high } = wilson(10, 100);
    expect(percent).toBe(10);
    expect(low).toBeCloseTo(5.5229, 3);
    expect(high).toBeCloseTo(17.4366, 3);
  });

  it('reaches 0 where nothing was wrong, and stays above it at the other end', () => {
    const { low, high } = wilson(0, 10_000);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.0384, 4);
  });
});

describe('the exact McNemar test', () => {
  /** Images of label 0, on which the first or the second alone is right so many times. */
  const split = (onlyFirst: number, onlySecond: number, both: number) => {
    const images = onlyFirst + onlySecond + both;
    const first = Uint8Array.from({ length: images }, (_, at) => (at < onlyFirst + both ? 0 : 1));
    const second = Uint8Array.from({ length: images }, (_, at) => (at < onlyFirst ? 1 : 0));
    return mcnemar(first, second, new Uint8Array(images));
  };

  it('counts the images on which just one is right', () => {
    expect(split(9, 3, 50)).toMatchObject({ onlyFirst: 9, onlySecond: 3 });
  });

  it('is twice the tail of a fair coin: 299/2048 for 3 of 12', () => {
    expect(split(9, 3, 50).p).toBeCloseTo((2 * 299) / 4096, 10);
    expect(split(3, 9, 50).p).toBeCloseTo((2 * 299) / 4096, 10);
  });

  it('is 1 where the split is even, and where there is none', () => {
    expect(split(4, 4, 10).p).toBe(1);
    expect(split(0, 0, 10).p).toBe(1);
  });
});

describe('a quantile', () => {
  const values = Float64Array.of(10, 20, 30, 40, 50);

  it.each([
    [0, 10],
    [0.025, 11],
    [0.5, 30],
    [0.9, 46],
    [1, 50],
  ])("of share %d is NumPy's %d", (share, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected, 12);
  });
});
