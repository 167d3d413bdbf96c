import { describe, expect, it } from 'vitest';
import { holm } from '../../src/statistics/holm';
import { clopperPearson, matchedOdds } from '../../src/statistics/matched-odds';
import { mcnemar, type PairedCounts, pairedCounts } from '../../src/statistics/mcnemar';
import { pairedDifference } from '../../src/statistics/paired-difference';

/** Answers to images of label 0, of which so many fall into each cell of the table. */
function answersOf({ bothRight, onlyFirst, onlySecond, bothWrong }: PairedCounts) {
  const spread = (cells: readonly number[]) =>
    Uint8Array.from([
      ...new Array<number>(bothRight).fill(cells[0] as number),
      ...new Array<number>(onlyFirst).fill(cells[1] as number),
      ...new Array<number>(onlySecond).fill(cells[2] as number),
      ...new Array<number>(bothWrong).fill(cells[3] as number),
    ]);
  return [spread([0, 0, 7, 7]), spread([0, 8, 0, 9]), spread([0, 0, 0, 0])] as const;
}

describe("Holm's adjusted p values", () => {
  const close = (adjusted: readonly number[], expected: readonly number[]) => {
    expect(adjusted).toHaveLength(expected.length);
    for (const [at, value] of expected.entries()) expect(adjusted[at]).toBeCloseTo(value, 12);
  };

  it("are those of R's p.adjust, in the order given", () => {
    close(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02]);
    close(holm([0.319, 0.201, 0.4, 0.374, 0.113]), [0.957, 0.804, 0.957, 0.957, 0.565]);
  });

  it('never exceed 1, leave a single test alone, and of none are none', () => {
    close(holm([0.6, 0.9]), [1, 1]);
    close(holm([0.04]), [0.04]);
    close(holm([]), []);
  });

  it('leave what was given as it was', () => {
    const given = Object.freeze([0.04, 0.01]);
    close(holm(given), [0.04, 0.02]);
    expect(given).toEqual([0.04, 0.01]);
  });

  it.each([Number.NaN, -0.01, 1.01])('refuse %d', (p) => {
    expect(() => holm([0.5, p])).toThrow(RangeError);
  });
});

describe('the paired table', () => {
  it('counts each of its four cells', () => {
    const counts = { bothRight: 11, onlyFirst: 5, onlySecond: 3, bothWrong: 2 };
    expect(pairedCounts(...answersOf(counts))).toEqual(counts);
  });

  it('refuses answers that are not as many as the labels', () => {
    const [few, many] = [new Uint8Array(2), new Uint8Array(3)];
    expect(() => pairedCounts(few, many, many)).toThrow(RangeError);
    expect(() => pairedCounts(many, few, many)).toThrow(RangeError);
  });
});

describe('the difference of two errors on the same images', () => {
  /** As published tables have it: an error of the first alone is "yes, no". */
  const table = (yesYes: number, yesNo: number, noYes: number, noNo: number) =>
    pairedDifference({
      bothWrong: yesYes,
      onlySecond: yesNo,
      onlyFirst: noYes,
      bothRight: noNo,
    });

  it.each([
    // Bentur et al. (2009), in Fagerland, Lydersen and Laake (2014), Stat. Med. 33, 2850–2875.
    { cells: [1, 1, 7, 12], expected: [-28.57, -50.7, -2.6], within: 0.05 },
    // Cavo et al. (2012), in the same authors' Statistical Analysis of Contingency Tables (2017).
    { cells: [59, 6, 16, 80], expected: [-6.21, -11.86, -0.46], within: 0.005 },
    // The worked example of the CAMIS project (PSI), where φ is brought to 0.
    { cells: [20, 15, 6, 5], expected: [19.5652, 0.2602, 36.9943], within: 0.0001 },
  ])("is Newcombe's of the published table $cells", ({ cells, expected, within }) => {
    const { points, low, high } = table(...(cells as [number, number, number, number]));
    for (const [at, value] of [points, low, high].entries())
      expect(Math.abs(value - (expected[at] as number))).toBeLessThanOrEqual(within);
  });

  it('keeps φ as it is where the two seldom err together', () => {
    const { points, low, high } = table(0, 10, 12, 5); // φ = −120 / √30600; limits by a separate program
    expect(points).toBeCloseTo(-7.4074, 4);
    expect(low).toBeCloseTo(-38.4112, 4);
    expect(high).toBeCloseTo(25.2801, 4);
  });

  it('changes sign when the systems change places', () => {
    const [one, other] = [table(100, 120, 80, 9700), table(100, 80, 120, 9700)];
    expect(other.points).toBe(-one.points);
    expect(other.low).toBeCloseTo(-one.high, 12);
    expect(other.high).toBeCloseTo(-one.low, 12);
  });

  it('has a width even where no image tells the systems apart', () => {
    const { points, low, high } = table(0, 0, 0, 30);
    expect(points).toBe(0);
    expect(high).toBeCloseTo(11.3513, 4); // the Wilson limit of 0 of 30
    expect(low).toBeCloseTo(-11.3513, 4);
  });

  it('refuses no images', () => {
    expect(() => table(0, 0, 0, 0)).toThrow(RangeError);
  });
});

describe('the Clopper–Pearson interval', () => {
  it.each([
    // Ligarden et al. (2010), in Statistical Analysis of Contingency Tables (2017), chapter 2.
    { count: 13, total: 16, low: 54.35, high: 95.95 },
    { count: 10, total: 10, low: 69.15, high: 100 },
    { count: 0, total: 10, low: 0, high: 30.85 },
  ])('is the published one of $count of $total', ({ count, total, low, high }) => {
    const share = clopperPearson(count, total);
    expect(share.percent).toBe((100 * count) / total);
    expect(share.low).toBeCloseTo(low, 2);
    expect(share.high).toBeCloseTo(high, 2);
  });
});

describe('the matched odds ratio', () => {
  it('is that of Armitage and Berry (1994), p. 127: 12 against 2', () => {
    const { ratio, low, high } = matchedOdds(12, 2);
    expect(ratio).toBe(6);
    expect(low).toBeCloseTo(1.335744, 6);
    expect(high).toBeCloseTo(55.197091, 6);
  });

  it('is that of Ezra et al. (2010): 25 against 2', () => {
    const { ratio, low, high } = matchedOdds(25, 2);
    expect(ratio).toBe(12.5);
    expect(low).toBeCloseTo(3.1169, 4);
    expect(high).toBeCloseTo(108.8892, 4);
  });

  it('is null where only the first is ever alone right, and so is its upper limit', () => {
    // 0.025 = s^7, so the least share of 7 of 7 is s = 0.025^(1/7).
    const share = 0.025 ** (1 / 7);
    const { ratio, low, high } = matchedOdds(7, 0);
    expect([ratio, high]).toEqual([null, null]);
    expect(low).toBeCloseTo(share / (1 - share), 8);
  });

  it('is 0 where only the second is, with a bound above', () => {
    const share = 0.025 ** (1 / 7);
    const { ratio, low, high } = matchedOdds(0, 7);
    expect([ratio, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo((1 - share) / share, 8);
  });

  it('says nothing where no image tells the systems apart, in words that JSON holds', () => {
    const odds = matchedOdds(0, 0);
    expect(odds).toEqual({ ratio: null, low: 0, high: null });
    expect(JSON.parse(JSON.stringify(odds))).toEqual(odds);
  });

  it('holds 1 exactly where the exact McNemar test is above 0.05', () => {
    let [held, left] = [0, 0];
    for (let onlyFirst = 0; onlyFirst <= 25; onlyFirst++)
      for (let onlySecond = 0; onlySecond <= 25; onlySecond++) {
        const { p } = mcnemar(...answersOf({ bothRight: 1, onlyFirst, onlySecond, bothWrong: 0 }));
        const { low, high } = matchedOdds(onlyFirst, onlySecond);
        const holds = low <= 1 && (high === null || high >= 1);
        expect(holds, `${onlyFirst} against ${onlySecond}`).toBe(p > 0.05);
        if (holds) held++;
        else left++;
      }
    expect(Math.min(held, left)).toBeGreaterThan(100);
  });
});
