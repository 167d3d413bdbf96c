import { describe, expect, it } from 'vitest';
import { watchingGrid, windowInWords } from '../../src/experiments/evaluate/grid';
import { evaluationRows, evaluationText } from '../../src/experiments/evaluate/rows';
import { wilson } from '../../src/statistics/wilson';

const trained = { damping: 0.3, steps: 8, window: { first: 3, last: 5 } };

describe('the ways of watching that are asked of a network', () => {
  it('are as it was trained, where nothing is said', () => {
    expect(watchingGrid({}, trained)).toEqual([{ damping: 0.3, steps: 8, ways: [trained] }]);
  });

  it('are all combinations; a window ends with the steps, and one that begins later is left out', () => {
    const grid = watchingGrid(
      { damping: [0.1, 0.3], steps: [4, 8], window: ['3-5', '5-6'] },
      trained,
    );
    expect(grid.map(({ damping, steps }) => [damping, steps])).toEqual([
      [0.1, 8],
      [0.3, 8],
    ]);
    expect(grid[0]?.ways.map(({ steps, window }) => [steps, windowInWords(window)])).toEqual([
      [4, '3-4'],
      [8, '3-5'],
      [8, '5-6'],
    ]);
  });

  it('are each one once', () => {
    const given = { damping: [0.3], steps: [4], window: ['3-4', '3-5', '3-9'] };
    const [only, ...others] = watchingGrid(given, trained);
    expect(others).toEqual([]);
    expect(only?.ways).toHaveLength(1);
    expect(only?.steps).toBe(4);
  });

  it('are refused where no window begins in time', () => {
    expect(() => watchingGrid({ steps: [2] }, trained)).toThrow(
      'no window begins within 2 steps: give more --steps, or an earlier --window than 3-5',
    );
  });
});

describe('what came of it', () => {
  const [asked] = watchingGrid({ steps: [2], window: ['1-2', '2'] }, trained);
  const wrong = { ways: [10, 20], byStep: [30, 20], readout: 5 };
  const rows = evaluationRows({
    ...{ network: 'one', seed: 7, images: 100 },
    watched: asked ? [{ asked, wrong }] : [],
  });

  it('is a row for the readout, each window and each step, with its interval', () => {
    expect(rows.map(({ by, first, last, wrong }) => [by, first, last, wrong])).toEqual([
      ['readout', null, null, 5],
      ['window', 1, 2, 10],
      ['window', 2, 2, 20],
      ['step', 1, 1, 30],
      ['step', 2, 2, 20],
    ]);
    expect(rows[1]).toMatchObject({ damping: 0.3, steps: 2, images: 100, ...wilson(10, 100) });
  });

  it('is told with the windows, the readout and each step', () => {
    const text = evaluationText(rows);
    const { low, high } = wilson(10, 100);
    expect(text).toContain(`10.00 %`);
    expect(text).toContain(`${low.toFixed(2)} to ${high.toFixed(2)} %`);
    expect(text).toMatch(/one-pass readout.*5\.00 %/);
    expect(text).toMatch(/t1 +│ t2/);
    expect(text).toMatch(/0\.3 +│ 30\.00 │ 20\.00/);
  });
});
