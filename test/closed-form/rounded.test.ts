import { describe, expect, it } from 'vitest';
import { roundedTo } from '../../src/network/rounded';

const rounded = (bits: number, ...values: number[]) =>
  roundedTo(bits, { shape: [values.length], values: Float32Array.from(values) });

describe('numbers rounded to few bits', () => {
  it('are multiples of the smallest power of two by which the largest fits', () => {
    // With 4 bits there are -7 to 7: 7 is the largest that a unit of 1 takes, and 7.1 takes 2.
    expect([...rounded(4, 7, 0.4, 0.6, -1.6).values]).toEqual([7, 0, 1, -2]);
    expect([...rounded(4, 7.1, 0.4, 1.2, -3.2).values]).toEqual([8, 0, 2, -4]);
    expect([...rounded(4, -7 / 64, 3.4 / 64).values]).toEqual([-7 / 64, 3 / 64]);
  });

  it('are no more than half a unit from what they were, in the shape that they had', () => {
    const values = Float32Array.from({ length: 500 }, (_, at) => Math.sin(at * at));
    const { shape, values: after } = roundedTo(8, { shape: [5, 100], values });
    expect(shape).toEqual([5, 100]);
    for (const [at, value] of values.entries())
      expect(Math.abs((after[at] as number) - value)).toBeLessThanOrEqual(1 / 128);
    expect(new Set(after).size).toBeGreaterThan(100);
  });

  it('stay zero where there is nothing else', () => {
    expect([...rounded(8, 0, 0).values]).toEqual([0, 0]);
  });
});
