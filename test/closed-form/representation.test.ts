import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { decoded, decodersOf, linearDecoder } from '../../src/experiments/representation/decoding';
import {
  classSelectivity,
  dissimilarities,
  gram,
  lifetimeSparseness,
  participationRatio,
} from '../../src/experiments/representation/patterns';
import {
  pairDissimilarities,
  type RepresentationRow,
  unlikeness,
} from '../../src/experiments/representation/rows';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';

describe('how unlike classes are', () => {
  const row = (step: number, one: number, other: number, dissimilarity: number) =>
    ({ kind: 'unlike', held: 'x', layer: 1, step, one, other, dissimilarity }) as const;
  const of = (...rows: RepresentationRow[]) => ({
    name: 'a network',
    seed: 1,
    perception: PAPER_PERCEPTION,
    rows,
  });

  it('is told of the pairs that have a number at every step of every network', () => {
    const whole = [0, 1].flatMap((step) => [
      row(step, 0, 1, 0.1 + step),
      row(step, 0, 2, 0.2 + step),
      row(step, 1, 2, 0.3 + step),
    ]);
    const where = { held: 'x', layer: 1 };
    expect(pairDissimilarities([of(...whole)], { ...where, step: 1 })).toEqual([[1.1, 1.2, 1.3]]);
    // A class that is silent at step 1 of one network takes its pair out everywhere.
    const all = [of(...whole), of(...whole.filter((_, at) => at !== 3))];
    expect(pairDissimilarities(all, { ...where, step: 0 })).toEqual([
      [0.2, 0.3],
      [0.2, 0.3],
    ]);
    expect(pairDissimilarities(all, { ...where, step: 1 })).toEqual([
      [1.2, 1.3],
      [1.2, 1.3],
    ]);
  });

  it('is a number a class, the mean over the pairs that it is in', () => {
    const rows = [row(0, 0, 1, 1), row(0, 0, 2, 2), row(0, 1, 2, 6)];
    const where = { held: 'x', layer: 1, step: 0 };
    expect(unlikeness([of(...rows)], where)).toEqual([[1.5, 3.5, 4]]);
    expect(unlikeness([of(...rows), of(...rows.slice(1))], where)).toEqual([
      [2, 6, 4],
      [2, 6, 4],
    ]);
  });
});

describe('products of a matrix with itself', () => {
  it('are taken over the smaller side', () => {
    const wide = gram(Float32Array.of(1, 2, 3, 4, 5, 6), 2);
    expect([wide.over, ...wide.products]).toEqual(['rows', 14, 32, 32, 77]);
    const high = gram(Float32Array.of(1, 4, 2, 5, 3, 6), 3);
    expect([high.over, ...high.products]).toEqual(['columns', 14, 32, 32, 77]);
  });

  it.each([
    [10, 8],
    [8, 10],
    [33, 17],
    [50, 300],
  ])('are symmetric to the last bit, of %i rows and %i columns', (rows, columns) => {
    const random = randomStream(17, 'values', rows);
    const values = Float32Array.from({ length: rows * columns }, () => random.uniform() - 0.3);
    const { products, size } = gram(values, rows);
    const at = (row: number, column: number) => products[row * size + column];
    const sides = [...products.keys()].map((one) => [Math.floor(one / size), one % size] as const);
    expect(sides.map(([row, column]) => at(row, column))).toEqual(
      sides.map(([row, column]) => at(column, row)),
    );
    for (const [row, column] of sides) {
      const side = (of: number, along: number) =>
        size === rows ? values[of * columns + along] : values[along * columns + of];
      let sum = 0;
      for (let along = 0; along < Math.max(rows, columns); along++)
        sum += (side(row, along) as number) * (side(column, along) as number);
      expect(at(row, column)).toBeCloseTo(sum, 3);
    }
  });
});

describe('the participation ratio', () => {
  it('is 1 on a line, and as many as there are directions that are alike', () => {
    expect(participationRatio(Float32Array.of(1, 1, 2, 2, 5, 5), 3)).toBeCloseTo(1, 5);
    expect(participationRatio(Float32Array.of(1, 0, -1, 0, 0, 1, 0, -1), 4)).toBeCloseTo(2, 5);
  });

  it('is (Σ λ)² / Σ λ² of unequal directions', () => {
    // Variances in the ratio 9 to 1: 10² / (81 + 1).
    expect(participationRatio(Float32Array.of(3, 0, -3, 0, 0, 1, 0, -1), 4)).toBeCloseTo(
      100 / 82,
      5,
    );
  });
});

describe('a linear decoder', () => {
  /** Two classes on a line, at 9 and 11 of the first of `units`. */
  const patterns = (units: number) =>
    Float32Array.from({ length: 4 * units }, (_, at) =>
      at % units === 0 ? ([9, 9, 11, 11][at / units] ?? 0) : 0,
    );

  it.each([1, 8])('parts two classes in %i dimensions, by the half-way point', (units) => {
    const read = linearDecoder(patterns(units), [0, 0, 1, 1], 2, 1);
    const seen = (first: number) => {
      const pattern = new Float32Array(units);
      pattern[0] = first;
      return pattern;
    };
    expect([7, 9.9, 10.1, 13].map((first) => read(seen(first))[0])).toEqual([0, 0, 1, 1]);
  });

  it('is the same over either side of the matrix', () => {
    // The same four patterns once and three times over: 4 rows for 8 units, then 12.
    const values = Float32Array.from({ length: 32 }, (_, at) => Math.sin(7 * at));
    const labels = [0, 1, 2, 1];
    const once = linearDecoder(values, labels, 3, 1);
    const thrice = linearDecoder(
      Float32Array.from([...values, ...values, ...values]),
      [...labels, ...labels, ...labels],
      3,
      // Three times the eigenvalues, over three times as many rows.
      3,
    );
    const seen = Float32Array.from({ length: 80 }, (_, at) => Math.cos(3 * at));
    expect(Array.from(thrice(seen))).toEqual(Array.from(once(seen)));
  });

  it('falls back on the most frequent label where patterns are all the same', () => {
    const read = linearDecoder(new Float32Array(6).fill(2), [1, 1, 0], 2, 1);
    expect(Array.from(read(Float32Array.of(2, 2, -5, 9)))).toEqual([1, 1]);
  });

  it('learns from the first images and is asked about the others', () => {
    const decoding = { labels: [0, 1, 1, 0], classes: 2, train: 2, ridge: 1 };
    const states = [[Float32Array.of(-1, 1, 2, -2), Float32Array.of(1, -1, 2, -2)]];
    // At the second step the signs are turned round in what is learnt from, and not in the others.
    expect(decoded(states, decodersOf(states, decoding), decoding)).toEqual([['10', '01']]);
  });
});

describe('dissimilarities', () => {
  it('are one less the correlation of each pair', () => {
    const found = dissimilarities([
      [1, 2, 3],
      [2, 4, 6],
      [3, 2, 1],
    ]);
    const expected = [
      [0, 1, 0],
      [0, 2, 2],
      [1, 2, 2],
    ];
    for (const [at, { one, other, dissimilarity }] of found.entries()) {
      expect([one, other]).toEqual(expected[at]?.slice(0, 2));
      expect(dissimilarity).toBeCloseTo(expected[at]?.[2] as number, 12);
    }
    expect(found).toHaveLength(3);
  });
});

describe('selectivity', () => {
  it.each([
    { means: [4, 0, 0], index: 1 },
    { means: [2, 2, 2], index: 0 },
    { means: [0, 0, 0], index: 0 },
    { means: [1, 3, 1, Number.NaN], index: 0.5 },
  ])('of mean activities $means is $index', ({ means, index }) => {
    expect(classSelectivity(means)).toBe(index);
  });

  it.each([
    { activity: [5, 0, 0, 0], sparseness: 1 },
    { activity: [3, 3, 3, 3], sparseness: 0 },
    { activity: [0, 0, 0, 0], sparseness: 0 },
    { activity: [1, 1, 0, 0], sparseness: 2 / 3 },
  ])('over images with activity $activity is $sparseness', ({ activity, sparseness }) => {
    expect(lifetimeSparseness(activity)).toBeCloseTo(sparseness, 12);
  });
});
