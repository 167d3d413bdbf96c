import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '../../src/charts/apart';
import { evenGround, pushedApart } from '../../src/charts/even-ground';
import { rootTicks } from '../../src/figures/epoch-charts';
import { binsFor, histogram } from '../../src/statistics/histogram';
import { expectClose } from '../support/numbers';
import { item } from '../support/read-chart';

describe('labels along a line', () => {
  it('stay where they belong where there is room, and share the middle where there is none', () => {
    expect(apart([50, 10, 90], 14, [0, 100])).toEqual([50, 10, 90]);
    expect(apart([50, 10, 12], 14, [0, 100])).toEqual([50, 4, 18]);
    // Three that pool in two goes: 40, 50, 52 → 33.33, 47.33, 61.33.
    expectClose(apart([40, 50, 52], 14, [0, 100]), [100 / 3, 142 / 3, 184 / 3]);
    expect(apart([1, 2], 14, [0, 100])).toEqual([0, 14]);
    expect(apart([99, 98], 14, [0, 100])).toEqual([100, 86]);
    expect(apart([5, 9, 5], 14, [0, 20]), 'there is no room for the third').toEqual([0, 14]);
    expect(apart([3], 14, [20, 0])).toEqual([]);
    expect(apart([], 14, [0, 20])).toEqual([]);
  });

  it('are never too close, never out of order, and none is better moved', () => {
    const wanted = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 });
    const property = fc.property(wanted, (belong) => {
      const placed = apart(belong, 14, [0, 300]);
      const order = placed.map((_, at) => at);
      order.sort((one, other) => item(placed, one) - item(placed, other));
      const places = order.map((at) => item(placed, at));
      const wishes = order.map((at) => item(belong, at));
      const fits = (all: readonly number[]) =>
        all.every((place, at) => place >= (at > 0 ? item(all, at - 1) + 14 - 1e-9 : 0)) &&
        (all.at(-1) ?? 0) <= 300;
      const cost = (all: readonly number[]) =>
        all.reduce((sum, place, at) => sum + (place - item(wishes, at)) ** 2, 0);
      expect(fits(places)).toBe(true);
      expect(wishes).toEqual([...wishes].sort((one, other) => one - other));
      // Whole runs of neighbours are moved: single ones of a pool are held by the others.
      for (const [from] of places.entries())
        for (let to = from; to < places.length; to++)
          for (const step of [-0.5, 0.5]) {
            const moved = places.map((place, at) => place + (at >= from && at <= to ? step : 0));
            if (fits(moved)) expect(cost(moved)).toBeGreaterThanOrEqual(cost(places) - 1e-6);
          }
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('round labels', () => {
  it('give way by half each, also where they are in one place', () => {
    const far = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ];
    expect(pushedApart(far, 20)).toEqual(far);
    const close = pushedApart([item(far, 0), { x: 12, y: 0 }], 20);
    expectClose(close.map(Object.values), [-4, 0, 16, 0], 1e-3);
    const same = pushedApart(new Array(6).fill({ x: 5, y: 5 }), 20);
    for (const [at, one] of same.entries())
      for (const other of same.slice(0, at))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(19.99);
  });
});

describe('a square-root axis', () => {
  it('names round numbers that are not too close, from 0', () => {
    expect(rootTicks(100)).toEqual([0, 0.5, 2, 5, 10, 20, 50, 100]);
    expect(rootTicks(99)).toEqual([0, 0.5, 2, 5, 10, 20, 50]);
    expect(rootTicks(9)).toEqual([0, 0.05, 0.2, 0.5, 1, 2, 5]);
    expect(rootTicks(0.3)).toEqual([0, 0.01, 0.02, 0.05, 0.1, 0.2]);
  });
});

describe('a frame with both axes to one scale', () => {
  it('holds all points in its middle, and goes to pixels and back', () => {
    const points = [
      { x: -1, y: 2 },
      { x: 3, y: 3 },
    ];
    const { x, y, pixels, point } = evenGround(points, { width: 240, height: 100 });
    expectClose(x, [-1.4, 3.4]);
    expectClose(y, [1.5, 3.5]);
    expectClose(Object.values(pixels({ x: 1, y: 3.5 })), [120, 0]);
    expectClose(Object.values(point({ x: 0, y: 100 })), [-1.4, 1.5]);
    const high = evenGround([item(points, 0), { x: -1, y: 12 }], { width: 100, height: 120 });
    expectClose(high.y, [1, 13]);
    expectClose(high.x, [-6, 4]);
    expect(evenGround([item(points, 0)], { width: 10, height: 10 }).x).toEqual([-6, 4]);
  });
});

describe('a histogram', () => {
  it('goes from the least to the greatest, which is in the last bin', () => {
    const bins = binsFor([2, 4, 3, 2.4], 4);
    expect(bins).toEqual({ count: 4, low: 2, width: 0.5 });
    const shares = histogram([2, 2.4, 2.5, 4], bins);
    expect(shares.map(({ percent }) => percent)).toEqual([50, 25, 0, 25]);
    expect(shares.map(({ from }) => from)).toEqual([2, 2.5, 3, 3.5]);
    expect(shares.map(({ to }) => to)).toEqual([2.5, 3, 3.5, 4]);
    expect(binsFor([5, 5], 4).width).toBe(0.25);
  });
});
