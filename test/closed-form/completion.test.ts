import { describe, expect, it } from 'vitest';
import { intervalRows } from '../../src/charts/interval-rows';
import type { Completed } from '../../src/experiments/completion/complete-images';
import { completionDrawings } from '../../src/experiments/completion/drawings';
import { fitRows, fitStepRows, wrongRows } from '../../src/experiments/completion/fit-rows';
import { fitToHidden, hiddenPixels } from '../../src/experiments/completion/fits';
import {
  type CompletionRow,
  fitsBy,
  meanOf,
  readingsIn,
  wrongBy,
} from '../../src/experiments/completion/rows';
import { pictureIn } from '../../src/experiments/measures/drawings';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';

/** Two images of three classes, after one step: the first is a 2 taken for a 1, the second a 0. */
const seen: Completed = {
  classes: 3,
  scores: Float32Array.of(1, 3, 2, 5, 4, 3),
  goodness: Uint8Array.of(1, 0),
  readout: Uint8Array.of(2, 1),
  byLabel: [Float64Array.of(0.1, 0.1, 0.1, 0.2, 0.2, 0.2), Float64Array.of(1, 2, 3, 4, 5, 6)],
  noLabel: [Float64Array.of(0.1, 0.2), Float64Array.of(0.3, Number.NaN)],
  drawn: {
    first: Float32Array.of(1, 1, 2, 2),
    noLabel: Float32Array.of(3, 3, 4, 4),
    byLabel: Float32Array.of(10, 10, 20, 20, 11, 11, 21, 21, 12, 13, 22, 22),
  },
};
/** Of images of two pixels, both hidden. */
const hidden = hiddenPixels([0, 1, 1, 0], 2, Uint32Array.of(0, 1));
const means = [
  [0, 2],
  [2, 0],
  [0, 1],
].map((one) => Float64Array.from(one));
const some = {
  ...{ seen, hidden, labels: Uint8Array.of(2, 0) },
  ...({ start: 40, half: 'left', fill: 'black' } as const),
};

describe('rows of images of which half is hidden', () => {
  it('hold how well each prediction fits at this step', () => {
    const [first, second] = fitRows(some, means, 1);
    const common = { kind: 'fit', half: 'left', fill: 'black' };
    expect(first).toEqual({
      ...{ ...common, item: 40, trueLabel: 3, winningLabel: 2, wrongLabels: 1.5 },
      ...{ noLabel: 0.3, bottomUp: 0.1 },
      trueMean: expect.closeTo(1, 12),
      winningMean: expect.closeTo(-1, 12),
      anyMean: expect.closeTo(1, 12), // of 2/3 and 1
    });
    expect(second).toMatchObject({
      ...{ item: 41, trueLabel: 4, winningLabel: 4, wrongLabels: 5.5, noLabel: null },
      ...{ bottomUp: 0.2, trueMean: expect.closeTo(-1, 12) },
    });
  });

  it('hold the mean over halves, of those that are known, at each step', () => {
    const dark = { ...seen, byLabel: seen.byLabel.map((row) => row.map(() => Number.NaN)) };
    const double = { ...seen, byLabel: seen.byLabel.map((row) => row.map((one) => 2 * one)) };
    const rows = fitStepRows([some, { ...some, seen: double }, { ...some, seen: dark }]);
    expect(rows.map(({ item, step }) => [item, step])).toEqual([
      [40, 0],
      [40, 1],
      [41, 0],
      [41, 1],
    ]);
    expect(rows[1]).toMatchObject({ trueLabel: 4.5, wrongLabels: 2.25 });
    expect(rows[3]).toMatchObject({ trueLabel: 6, wrongLabels: 8.25, noLabel: null });
  });

  it('hold which answers are wrong', () => {
    expect(wrongRows(some, 'x', seen.readout).map(({ item, wrong }) => [item, wrong])).toEqual([
      [40, 0],
      [41, 100],
    ]);
  });

  it('hold drawings of the first images under the right labels, where that half is theirs', () => {
    expect(completionDrawings(some, means)).toEqual([]);
    const rows = completionDrawings({ ...some, start: 0 }, means);
    const told = rows.map(({ item, prediction, label, picture }) => [
      ...[item, prediction, label],
      ...pictureIn(picture),
    ]);
    expect(told).toEqual([
      [0, 'bottomUp', null, 1, 1],
      [0, 'noLabel', null, 3, 3],
      [0, 'trueLabel', 2, 12, 13],
      [0, 'wrongLabels', 1, 11, 11],
      [0, 'trueMean', 2, 0, 1],
    ]);
    expect(rows[2]?.fit).toBeCloseTo(fitToHidden([12, 13], hidden, 0), 12);
    expect(rows[0]?.fit).toBeNull();
  });

  it('come together image by image, over the halves in which there is something', () => {
    const row = (
      item: number,
      half: 'left' | 'right',
      trueLabel: number | null,
    ): CompletionRow => ({
      ...(fitRows(some, means, 1)[0] as ReturnType<typeof fitRows>[number]),
      ...{ item, half, trueLabel },
    });
    const wrong = (item: number, half: 'left' | 'right', wrong: number): CompletionRow => ({
      ...{ kind: 'wrong', item, half, fill: 'black', reading: 'x', wrong },
    });
    const rows = [row(0, 'left', 1), row(0, 'right', 3), row(1, 'left', 5), row(1, 'right', null)];
    const errors = [wrong(0, 'left', 100), wrong(0, 'right', 0), wrong(1, 'left', 0)];
    const all = [
      {
        name: 'one',
        seed: 1,
        perception: PAPER_PERCEPTION,
        rows: [...rows, row(2, 'left', null), ...errors],
      },
    ];
    expect(fitsBy(all, 'black', (one) => one.trueLabel)).toEqual([Float64Array.of(2, 5)]);
    expect(readingsIn(all)).toEqual(['x']);
    expect(wrongBy(all, 'black', 'x')).toEqual([Float64Array.of(50, 0)]);
    expect(wrongBy(all, 'black', 'x', 'right')).toEqual([Float64Array.of(0)]);
  });
});

it('the mean of numbers leaves out what is none', () => {
  expect(meanOf([1, null, 3, Number.NaN, undefined])).toBe(2);
  expect(meanOf([null])).toBeNaN();
});

it('rows of estimates say their numbers beside their intervals', async () => {
  const row = (text: string, estimate: number) => ({
    ...{ text, estimate, low: estimate - 1, high: estimate + 1 },
  });
  const { svg } = await intervalRows({
    ...{ name: 'some', title: 'Some', caption: 'Estimates.', label: 'points', digits: 1 },
    charts: [
      { title: 'left', rows: [row('this', -2), row('that', 3.25)] },
      { title: 'right', rows: [row('this', 12)] },
    ],
  });
  for (const words of ['−2.0', '3.3', '12.0', 'this', 'that', 'left', 'right', 'points'])
    expect(svg).toContain(words);
});
