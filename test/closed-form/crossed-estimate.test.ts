import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../src/engine/random';
import { crossedEstimate } from '../../src/statistics/crossed-estimate';

/** A world of networks and images: which it gets wrong hangs on both, about a true error. */
interface World {
  readonly networks: number;
  readonly images: number;
  /** The error of a network and an image that are drawn at random. */
  readonly error: number;
  /** Standard deviations of how good networks and how hard images are, in probits. */
  readonly skill: number;
  readonly hardness: number;
}

/** What a reading errs by: an image is wrong where chance, network and image together fall below a limit. */
function limitOf({ error, skill, hardness }: World): number {
  return jStat.normal.inv(error, 0, 1) * Math.sqrt(1 + skill ** 2 + hardness ** 2);
}

/** Errors of one reading, 0 or 1: [networks][images]. */
function drawErrors(world: World, random: RandomStream): Int8Array[] {
  const limit = limitOf(world);
  const hardness = random.normals(world.images).map((one) => one * world.hardness);
  return Array.from({ length: world.networks }, () => {
    const network = limit + world.skill * random.normal();
    return Int8Array.from(hardness, (hard) => Number(random.normal() < network + hard));
  });
}

/** Errors of one reading less those of another that errs more, on the same images: half of chance is shared. */
function drawDifferences(world: World, random: RandomStream, other: number): Int8Array[] {
  const limits = [limitOf(world), limitOf({ ...world, error: other })] as const;
  const hardness = random.normals(world.images).map((one) => one * world.hardness);
  return Array.from({ length: world.networks }, () => {
    const shared = random.normal();
    const networks = limits.map(
      (limit) => limit + world.skill * Math.SQRT1_2 * (shared + random.normal()),
    ) as [number, number];
    return Int8Array.from(hardness, (hard) => {
      const chance = random.normal();
      const [one, two] = networks.map((network) =>
        Number(Math.SQRT1_2 * (chance + random.normal()) < network + hard),
      ) as [number, number];
      return one - two;
    });
  });
}

const TABLES = 800;

/** How often the interval of a drawn table holds the truth. */
function coverage(
  name: string,
  truth: number,
  draw: (random: RandomStream) => Int8Array[],
): number {
  let held = 0;
  for (let table = 0; table < TABLES; table++) {
    const { low, high } = crossedEstimate(draw(randomStream(1, 'coverage', name, table)));
    if (low <= truth && truth <= high) held++;
  }
  return held / TABLES;
}

describe('the interval of a table of networks and images', () => {
  it.each([
    { networks: 3, images: 1000, error: 0.05, skill: 0.1 },
    { networks: 3, images: 300, error: 0.2, skill: 0.2 },
    { networks: 5, images: 500, error: 0.05, skill: 0.1 },
    { networks: 10, images: 300, error: 0.1, skill: 0.05 },
    { networks: 10, images: 300, error: 0.2, skill: 0.2 },
  ])('holds the true error in 93 to 97 % of cases: %o', (sizes) => {
    const world = { ...sizes, hardness: 1.5 };
    const share = coverage(JSON.stringify(sizes), world.error, (random) =>
      drawErrors(world, random),
    );
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });

  it.each([
    { networks: 3, images: 300, error: 0.05, skill: 0, other: 0.1 },
    { networks: 3, images: 500, error: 0.2, skill: 0.3, other: 0.25 },
    { networks: 5, images: 300, error: 0.2, skill: 0.1, other: 0.25 },
    { networks: 10, images: 300, error: 0.2, skill: 0.1, other: 0.2 },
  ])('holds the true difference in 93 to 97 % of cases: %o', ({ other, ...sizes }) => {
    const world = { ...sizes, hardness: 1.5 };
    const share = coverage(JSON.stringify(sizes), world.error - other, (random) =>
      drawDifferences(world, random, other),
    );
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });
});

describe('an estimate of a table', () => {
  // Mean squares by hand: networks 4 · ((2−3)² + (4−3)²) = 8; items (1, 3, 3, 5 about 3) 2 · 8 / 3 = 16/3; residual 0.
  const additive = [
    [0, 2, 2, 4],
    [2, 4, 4, 6],
  ];

  it('has the variance of both effects, and degrees of freedom between them', () => {
    const { estimate, standardError, df, betweenNetworks, each } = crossedEstimate(additive);
    expect(estimate).toBe(3);
    expect(each).toEqual([2, 4]);
    expect(standardError).toBeCloseTo(Math.sqrt((8 + 16 / 3) / 8), 12);
    expect(df).toBeCloseTo(1 / (0.6 / 1 + 0.4 / 3), 12);
    expect(betweenNetworks).toBeCloseTo(Math.sqrt(8 / 4), 12);
  });

  it('is the t interval of the networks where items are all alike, as if each were one number', () => {
    const { low, high, df } = crossedEstimate([
      [1, 1],
      [2, 2],
      [6, 6],
    ]);
    expect(df).toBe(2);
    const half = 4.302652729749 * Math.sqrt(7 / 3); // R: qt(0.975, 2), var(c(1, 2, 6)) = 7
    expect(low).toBeCloseTo(3 - half, 6);
    expect(high).toBeCloseTo(3 + half, 6);
    expect(crossedEstimate([[1], [2], [6]]).high).toBeCloseTo(high, 12);
  });

  it('is never surer than the means of networks are by themselves', () => {
    const opposed = [
      [0, 1, 0, 1],
      [1, 0, 1, 0],
      [1, 1, 1, 0],
    ];
    const { standardError } = crossedEstimate(opposed);
    expect(standardError).toBeGreaterThanOrEqual(Math.sqrt(1 / 48 / 3) - 1e-12); // var(c(1/2, 1/2, 3/4)) = 1/48
  });

  it('of networks that happen to be alike is not without doubt', () => {
    const alike = [
      [1, 0, 0, 1, 0, 0],
      [0, 1, 0, 0, 1, 0],
      [0, 0, 1, 0, 0, 1],
    ];
    // Residual 4 / 10; R: qchisq(0.05, 2) / 2 = 0.05129329; items scatter by less than the residual.
    const { standardError, df, betweenNetworks } = crossedEstimate(alike);
    expect(standardError).toBeCloseTo(Math.sqrt((0.4 * 0.05129329) / 18), 8);
    expect([df, betweenNetworks]).toEqual([2, 0]);
  });

  it('of one network is the t interval of its items, and says nothing of others', () => {
    const { low, high, df, betweenNetworks } = crossedEstimate([[1, 2, 6]]);
    expect([df, betweenNetworks]).toEqual([2, null]);
    expect(high - low).toBeCloseTo(2 * 4.302652729749 * Math.sqrt(7 / 3), 6);
  });

  it('of numbers that are all the same has no width, and counts networks or items, whichever are more', () => {
    const same = (networks: number, items: number) =>
      crossedEstimate(Array.from({ length: networks }, () => new Array<number>(items).fill(0.1)));
    expect(same(3, 10)).toMatchObject({ standardError: 0, df: 9 });
    expect(same(10, 3)).toMatchObject({ standardError: 0, df: 9 });
    expect(same(1, 2)).toMatchObject({ standardError: 0, df: 1, betweenNetworks: null });
  });

  it('does not depend on the order of networks or items', () => {
    const table = drawErrors(
      { networks: 4, images: 50, error: 0.3, skill: 0.3, hardness: 1 },
      randomStream(3, 'order'),
    );
    const turned = table.map((row) => row.toReversed()).toReversed();
    const [one, other] = [crossedEstimate(table), crossedEstimate(turned)];
    expect(other.estimate).toBeCloseTo(one.estimate, 12);
    expect(other.standardError).toBeCloseTo(one.standardError, 12);
    expect(other.df).toBeCloseTo(one.df, 8);
  });

  it('is refused of a single number, of nothing, and of rows of unequal length', () => {
    expect(() => crossedEstimate([[1]])).toThrow('it takes two');
    expect(() => crossedEstimate([])).toThrow(RangeError);
    expect(() => crossedEstimate([[], []])).toThrow(RangeError);
    expect(() => crossedEstimate([[1, 2], [1]])).toThrow('differ in length');
  });
});
