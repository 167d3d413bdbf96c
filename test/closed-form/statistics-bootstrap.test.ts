import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { bootstrapDifference, bootstrapError } from '../../src/statistics/bootstrap';
import { quantile } from '../../src/statistics/mean';
import { wilson } from '../../src/statistics/wilson';

/**
 * Which images networks get wrong, [networks][images]: networks differ in skill by up to `skill`
 * and images in difficulty by up to `difficulty`, about a true error of 20 %.
 */
function drawWrong(
  name: string,
  { networks = 12, images = 200, skill = 0.1, difficulty = 0.1 },
): Uint8Array[] {
  const random = randomStream(4, 'simulated', name);
  const about = (spread: number) => spread * (2 * random.uniform() - 1);
  const difficulties = Array.from({ length: images }, () => about(difficulty));
  return Array.from({ length: networks }, () => {
    const error = 0.2 + about(skill);
    return Uint8Array.from(difficulties, (more) => (random.uniform() < error + more ? 1 : 0));
  });
}

/**
 * The variance of the resampled mean, with nothing drawn: Σ x_si x_tj E[c_s c_t] E[d_i d_j] less the
 * squared mean, where counts c of n draws with replacement have E[c_s c_t] = 1 − 1/n, and 1 more if
 * s = t.
 */
function varianceOf(wrong: readonly Uint8Array[]): number {
  const [networks, images] = [wrong.length, wrong[0]?.length ?? 0];
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
  const rows = wrong.map((row) => row.reduce((sum, value) => sum + value, 0));
  const columns = Array.from({ length: images }, (_, at) =>
    wrong.reduce((sum, row) => sum + (row[at] as number), 0),
  );
  const all = rows.reduce((sum, row) => sum + row, 0);
  const [ofNetworks, ofImages] = [1 - 1 / networks, 1 - 1 / images];
  const squares =
    ofNetworks * ofImages * all ** 2 + ofImages * square(rows) + ofNetworks * square(columns) + all; // x² = x
  return (squares - all ** 2) / (networks * images) ** 2;
}

const constant = (value: number) => [
  new Uint8Array(50).fill(value),
  new Uint8Array(50).fill(value),
];

describe('the bootstrap interval of an error', () => {
  it.each([
    { what: 'networks that differ', skill: 0.15, difficulty: 0 },
    { what: 'images that differ', skill: 0, difficulty: 0.2 },
    { what: 'both', skill: 0.1, difficulty: 0.1 },
  ])('is as wide as crossed resampling must make it: $what', ({ what, skill, difficulty }) => {
    const wrong = drawWrong(what, { networks: 40, images: 400, skill, difficulty });
    const { low, high } = bootstrapError(wrong, { seed: 1, resamples: 10_000 });
    const expected = 2 * 1.96 * 100 * Math.sqrt(varianceOf(wrong));
    expect((high - low) / expected).toBeGreaterThan(0.95);
    expect((high - low) / expected).toBeLessThan(1.05);
  });

  it('holds the true error about as often as it says', () => {
    const tables = 200;
    let held = 0;
    for (let at = 0; at < tables; at++) {
      const wrong = drawWrong(`table ${at}`, { skill: 0.15, difficulty: 0.05 });
      const { low, high } = bootstrapError(wrong, { seed: at, resamples: 300 });
      if (low <= 20 && 20 <= high) held++;
    }
    expect(held / tables).toBeGreaterThan(0.88);
    expect(held / tables).toBeLessThan(0.99);
  });

  it('stands about the error that was measured', () => {
    const wrong = [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(1, 1, 0, 0)];
    const { percent, low, high } = bootstrapError(wrong, { seed: 1 });
    expect(percent).toBe(37.5);
    expect(low).toBeLessThan(percent);
    expect(high).toBeGreaterThan(percent);
  });

  it('of one network resamples images alone, says so, and agrees with Wilson', () => {
    const wrong = Uint8Array.from({ length: 10_000 }, (_, at) => (at < 200 ? 1 : 0));
    const { low, high, ...rest } = bootstrapError([wrong], { seed: 1 });
    expect(rest).toEqual({ percent: 2, resampled: 'images', networks: 1, resamples: 5000 });
    expect(Math.abs(low - wilson(200, 10_000).low)).toBeLessThan(0.04);
    expect(Math.abs(high - wilson(200, 10_000).high)).toBeLessThan(0.04);
  });

  it('of several networks says that both were resampled', () => {
    expect(bootstrapError(constant(0), { seed: 1, resamples: 10 })).toMatchObject({
      resampled: 'networks and images',
      networks: 2,
      resamples: 10,
    });
  });

  it.each([
    [0, 0],
    [1, 100],
  ])('has no width where every answer is %d', (value, percent) => {
    const interval = bootstrapError(constant(value), { seed: 1 });
    expect(interval).toMatchObject({ percent, low: percent, high: percent });
  });

  it.each([
    { what: 'images', wrong: drawWrong('seeds', { networks: 1 }) },
    { what: 'networks', wrong: drawWrong('seeds', {}).map((row, at) => row.fill(at % 3 ? 0 : 1)) },
  ])('is the same bits for the same seed, and moves with another: $what', ({ wrong }) => {
    const limits = (seed: number) => bootstrapError(wrong, { seed, resamples: 51 });
    expect(limits(17)).toEqual(limits(17));
    const seeds = [17, 18, 19, 20, 21];
    expect(new Set(seeds.map((seed) => limits(seed).high)).size).toBeGreaterThan(1);
  });

  it('is wider the surer it must be', () => {
    const wrong = drawWrong('confidence', {});
    const width = (confidence: number) => {
      const { low, high } = bootstrapError(wrong, { seed: 1, confidence });
      return high - low;
    };
    expect(width(0.99) / width(0.9)).toBeCloseTo(2.576 / 1.645, 1);
  });

  it('refuses tables without networks, without images, and with rows of unequal length', () => {
    const [short, long] = [new Uint8Array(3), new Uint8Array(4)];
    expect(() => bootstrapError([], { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapError([new Uint8Array(0)], { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapError([long, short], { seed: 1 })).toThrow(RangeError);
  });

  it.each([0, 2.5, Number.NaN])('refuses %d resamples', (resamples) => {
    expect(() => bootstrapError(constant(1), { seed: 1, resamples })).toThrow(RangeError);
  });
});

describe('the bootstrap interval of a difference', () => {
  it('of a system with itself is exactly 0', () => {
    const wrong = drawWrong('itself', {});
    const interval = bootstrapDifference(wrong, wrong, { seed: 1, resamples: 500 });
    expect(interval).toMatchObject({ points: 0, low: 0, high: 0 });
  });

  it('draws both systems together: one that errs on one image in ten more differs by that', () => {
    const first = drawWrong('more', { networks: 8, images: 1000, skill: 0.2 });
    const second = first.map((row) => row.map((wrong, at) => (at % 10 === 0 ? 0 : wrong)));
    const more = drawWrong('more', { networks: 8, images: 1000, skill: 0.2 }).map((row) =>
      row.map((wrong, at) => (at % 10 === 0 ? wrong : 0)),
    );
    const options = { seed: 1, resamples: 500 };
    const { points, low, high } = bootstrapDifference(first, second, options);
    const alone = bootstrapError(more, options);
    expect([points, low, high]).toEqual([alone.percent, alone.low, alone.high]);
  });

  it('is below 0 where the first is better, and changes sign with the order', () => {
    const [better, worse] = [constant(0), constant(1)];
    const options = { seed: 1, resamples: 100 };
    expect(bootstrapDifference(better, worse, options)).toMatchObject({ points: -100, low: -100 });
    expect(bootstrapDifference(worse, better, options)).toMatchObject({ points: 100, high: 100 });
  });

  it('refuses systems of unlike numbers of networks or images', () => {
    const [one, two] = [[new Uint8Array(3)], [new Uint8Array(3), new Uint8Array(3)]];
    expect(() => bootstrapDifference(one, two, { seed: 1 })).toThrow(/1 networks, the second 2/);
    expect(() => bootstrapDifference(one, [new Uint8Array(4)], { seed: 1 })).toThrow(/3 images/);
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
