import { describe, expect, it } from 'vitest';
import { differenceP, equivalenceP, smallestDetectable } from '../../src/statistics/t-test';
import { judgeFamily } from '../../src/statistics/verdicts';

describe('a t test', () => {
  it.each([
    [2, 2, 0.18350342],
    [4.30265273, 2, 0.05],
    [-40, 2, 0.00062446],
    [2.2, 7.43, 0.06153273],
  ])('of t = %d with %d degrees of freedom has the p of R’s 2 * pt(-abs(t), df)', (t, df, p) => {
    expect(differenceP({ estimate: 3 * t, standardError: 3, df })).toBeCloseTo(p, 7);
  });

  it('is of the distance from what was expected', () => {
    const tested = { estimate: 7, standardError: 1, df: 9 };
    expect(differenceP(tested, 5)).toBe(differenceP({ ...tested, estimate: 2 }));
    expect(differenceP(tested, 7)).toBeCloseTo(1, 12);
  });

  it('without any spread is the sign test of numbers on one side', () => {
    expect(differenceP({ estimate: 0, standardError: 0, df: 2 })).toBe(1);
    expect(differenceP({ estimate: 0.1, standardError: 0, df: 2 })).toBe(0.25); // R: binom.test(3, 3)
  });
});

describe('two one-sided tests', () => {
  const t = 1.8331129; // R: qt(0.95, 9)
  const tested = { estimate: 0.3, standardError: 0.2, df: 9 };

  it('find no difference just where the 90 % interval lies within the bounds', () => {
    const reach = 0.3 + t * 0.2;
    expect(equivalenceP(tested, reach)).toBeCloseTo(0.05, 6);
    expect(equivalenceP({ ...tested, estimate: -0.3 }, reach)).toBeCloseTo(0.05, 6);
    expect(equivalenceP(tested, reach + 0.01)).toBeLessThan(0.05);
    expect(equivalenceP(tested, reach - 0.01)).toBeGreaterThan(0.05);
  });

  it('find none where the estimate lies outside, and refuse a bound that is none', () => {
    expect(equivalenceP(tested, 0.2)).toBeGreaterThan(0.5);
    expect(() => equivalenceP(tested, 0)).toThrow(RangeError);
  });

  it('find none without any spread, which may be chance', () => {
    expect(equivalenceP({ estimate: 0, standardError: 0, df: 9 }, 1)).toBe(1);
  });
});

it('the smallest detectable difference is that of 80 % power', () => {
  // R: qt(0.975, 9) + qt(0.8, 9)
  expect(smallestDetectable({ standardError: 2, df: 9 })).toBeCloseTo(
    2 * (2.2621572 + 0.8834039),
    5,
  );
});

describe('a family of expectations', () => {
  const expecting = (estimate: number, changes = {}) => ({
    ...{ expected: 'above' as const, than: 0 },
    tested: { estimate, standardError: 1, df: 1e5 },
    ...changes,
  });
  const verdicts = (...family: Parameters<typeof judgeFamily>[0]) =>
    judgeFamily(family).map(({ verdict }) => verdict);

  it('is decided by its side where the difference is significant', () => {
    const below = { expected: 'below' };
    expect(verdicts(expecting(4), expecting(-4))).toEqual(['as expected', 'the other way']);
    expect(verdicts(expecting(4, below), expecting(-4, below))).toEqual([
      'the other way',
      'as expected',
    ]);
    expect(verdicts(expecting(9, { than: 13 }))).toEqual(['the other way']);
  });

  it('is undecided where it is not, and no difference only by a test of that', () => {
    expect(verdicts(expecting(0.1))).toEqual(['undecided']);
    expect(verdicts(expecting(0.1, { within: 1 }))).toEqual(['undecided']);
    expect(verdicts(expecting(0.1, { within: 3 }))).toEqual(['no difference']);
    expect(verdicts(expecting(5, { within: 9 }))).toEqual(['as expected']);
  });

  it('is corrected for its number: a p of 0.03 decides alone, and not beside another such', () => {
    expect(verdicts(expecting(2.17))).toEqual(['as expected']);
    expect(verdicts(expecting(2.17), expecting(2.17))).toEqual(['undecided', 'undecided']);
    const [one] = judgeFamily([expecting(2.17), expecting(0)]);
    expect(one?.adjusted).toBeCloseTo(2 * (one?.p ?? 0), 12);
  });

  it('counts what was not measured, and leaves it out', () => {
    const missing = { expected: 'above' as const, than: 0, tested: undefined };
    expect(verdicts(expecting(2.17), missing)).toEqual(['undecided']);
    expect(verdicts(missing)).toEqual([]);
  });

  it('corrects tests of no difference likewise', () => {
    const near = expecting(0, { within: 1.8 }); // one-sided p 0.036
    expect(verdicts(near)).toEqual(['no difference']);
    expect(verdicts(near, near)).toEqual(['undecided', 'undecided']);
  });
});
