import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedContrast } from '../../src/comparison/contrasts';
import { openLedger, type ReadingAnswers, writeBlockTable } from '../../src/comparison/ledger';
import { type Compared, namedApart } from '../../src/comparison/networks';
import { confusions, networksEach } from '../../src/comparison/reading-error';
import { type ComparisonSummary as Summary, summarise } from '../../src/comparison/summary';
import { summaryTables } from '../../src/comparison/tables';
import { LARGEST_SEED } from '../../src/input/limits';
import { comparisonSection } from '../../src/pages/results/comparison-section';
import type { ResultRecord } from '../../src/pages/results/records';
import { passMultiplyAdds, perceptionMultiplyAdds } from '../../src/perception/multiply-adds';
import { alternating } from '../../src/perception/schedule';
import { crossedEstimate } from '../../src/statistics/crossed-estimate';
import { pairedDifference } from '../../src/statistics/paired-difference';
import { wilson as wilsonOf } from '../../src/statistics/wilson';
import { recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';

const NONE = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0 };

const cell = (reading: string, seed: number, answers: number[], strength = 0): ReadingAnswers => ({
  condition: strength === 0 ? 'clean' : 'fog',
  strength,
  unit: 'nothing',
  reading,
  seed,
  sha256: '',
  milliseconds: 1,
  answers: Uint8Array.from(answers),
});

describe('networks that are compared', () => {
  const compared = (network: string, system: string, kind: string, seed: number): Compared => ({
    ...{ network, sha256: network, system, kind, seed, hidden: [3] },
    readings: ['by-goodness', 'one-pass'].map((name) => ({
      ...{ name, about: `${system} ${name}`, seed, multiplyAdds: 1 },
      answer: () => new Uint8Array(),
    })),
    dispose: () => undefined,
  });
  const namesOf = (networks: readonly Compared[]) =>
    namedApart(networks).map(({ readings }) => readings.map(({ name }) => name).join());

  it('are read by the same names where they differ in their seed alone', () => {
    const networks = [compared('a', 'one', 'x', 1), compared('b', 'one', 'x', 2)];
    expect(namedApart(networks)).toEqual(networks);
  });

  it('are told apart where they differ in more, be they of one system or of two', () => {
    const networks = [
      compared('a', 'one', 'x', 1),
      compared('b', 'one', 'y', 1),
      compared('c', 'other', 'x', 1),
      compared('d', 'one', 'x', 2),
      compared('e', 'one', 'y', 2),
    ];
    const [first, second] = ['by-goodness,one-pass', 'by-goodness-2,one-pass-2'];
    const third = 'by-goodness-3,one-pass-3';
    expect(namesOf(networks)).toEqual([first, second, third, first, second]);
    expect(namedApart(networks)[4]?.readings[0]?.about).toBe('one by-goodness; 2: as b');
    expect(namedApart(networks)[2]?.readings[0]?.about).toBe('other by-goodness; 3: as c');
  });

  it('keep the names of their readings where no kind before them has these', () => {
    const own = compared('c', 'other', 'x', 1);
    const renamed = { ...own, readings: own.readings.map((one) => ({ ...one, name: 'own' })) };
    const networks = [compared('a', 'one', 'x', 1), renamed, compared('b', 'one', 'y', 1)];
    expect(namesOf(networks)).toEqual([
      'by-goodness,one-pass',
      'own,own',
      'by-goodness-2,one-pass-2',
    ]);
  });

  it('are refused where a seed comes twice in a kind', () => {
    const twice = [compared('a', 'one', 'x', 1), compared('b', 'one', 'x', 1)];
    expect(() => namedApart(twice)).toThrow('a and b are both one');
  });
});

describe('a ledger', () => {
  it('gives back what was added, knows it, and drops a last line that was cut short', () => {
    const file = path.join(temporaryFolder(), 'answers.jsonl');
    const one = cell('top-down', 17, [1, 2, 255]);
    openLedger(file).add(one);
    appendFileSync(file, '{"condition":"clean","stre');
    const again = openLedger(file);
    expect(again.cells()).toEqual([one]);
    expect(again.has(one)).toBe(true);
    expect(again.has({ ...one, seed: 18 })).toBe(false);
    expect(again.has({ ...one, strength: 1 })).toBe(false);
    again.add(cell('top-down', 18, [0, 0, 0]));
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  });
});

it('a table of blocks holds every seed that a network may have', async () => {
  const file = path.join(temporaryFolder(), 'comparison.parquet');
  const seeds = [0, 2 ** 31, LARGEST_SEED];
  const cells = seeds.map((seed) => cell('top-down', seed, [1, 2]));
  writeBlockTable(cells, Uint8Array.of(1, 1), file);
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  expect(read.map((row) => row['seed'])).toEqual(seeds.map(BigInt));
});

describe('a summary', () => {
  const labels = Uint8Array.of(0, 1, 2, 3);
  const right = [0, 1, 2, 3];
  const cells = [
    cell('top-down', 17, right),
    cell('top-down', 1, [0, 1, 2, 9]),
    cell('one-pass', 1, [0, 9, 9, 9]),
    cell('one-pass', 17, [0, 1, 9, 9]),
    cell('top-down', 17, [9, 9, 9, 9], 0.5),
    cell('one-pass', 17, right, 0.5),
  ];
  const named = (condition: string, strength: number, second = 'one-pass'): NamedContrast => ({
    ...{ claim: `less than ${second}`, first: 'top-down', second, condition, strength },
    expected: 'below',
  });
  const NAMED = [named('clean', 0), named('fog', 0.5), named('fog', 0.5, 'never-read')];
  let errors: Summary['errors'] = [];
  let differences: Summary['differences'] = [];
  let contrasts: Summary['contrasts'] = [];
  beforeAll(async () => {
    ({ errors, differences, contrasts } = await summarise(cells, labels, NAMED));
  });
  const errorOf = (condition: string, reading: string) =>
    errors.find((one) => one.condition === condition && one.reading === reading);

  it('takes the mean over networks, and tells the conditions apart', () => {
    expect(errorOf('clean', 'top-down')).toMatchObject({ percent: 12.5, networks: 2 });
    expect(errorOf('clean', 'one-pass')).toMatchObject({ percent: 62.5, networks: 2 });
    expect(errorOf('fog', 'top-down')).toMatchObject({ percent: 100, networks: 1, strength: 0.5 });
    expect(errors).toHaveLength(4);
  });

  it('says of how many networks the errors of its figures are', () => {
    expect(networksEach(errors)).toBe('1 to 2 networks each');
    expect(networksEach(errors.filter(({ condition }) => condition === 'clean'))).toBe(
      '2 networks each',
    );
    expect(networksEach([{ networks: 1 }])).toBe('one network');
  });

  it('sets networks of the same seed against each other', () => {
    const [clean, fog] = differences;
    expect(clean).toMatchObject({ first: 'top-down', second: 'one-pass', points: -50 });
    expect(clean?.pairs).toMatchObject([
      { seed: 17, onlyFirst: 2, onlySecond: 0, difference: { points: -50 } },
      { seed: 1, onlyFirst: 2, onlySecond: 0, difference: { points: -50 } },
    ]);
    expect(fog?.pairs).toMatchObject([{ seed: 17, onlyFirst: 0, onlySecond: 4 }]);
  });

  it('has an interval over networks and images, and each network by itself', () => {
    const [clean, fog] = differences;
    const alone = crossedEstimate([
      [0, 0, -100, -100],
      [0, -100, -100, 0],
    ]);
    expect(clean).toMatchObject({ low: alone.low, high: alone.high });
    expect(clean?.uncertainty).toMatchObject({ standardError: alone.standardError, df: alone.df });
    expect(fog).toMatchObject(pairedDifference({ ...NONE, onlySecond: 4 }));
    expect(errorOf('clean', 'one-pass')?.each).toEqual([
      { seed: 1, percent: 75 },
      { seed: 17, percent: 50 },
    ]);
    expect(errorOf('fog', 'one-pass')).toMatchObject(wilsonOf(0, 4));
  });

  it('tests what was named and nothing else, corrected for what was named, measured or not', () => {
    expect(contrasts.map(({ condition }) => condition)).toEqual(['clean', 'fog']);
    const [clean, fog] = contrasts;
    expect(fog).toMatchObject({ points: 100, verdict: 'undecided', within: 1 });
    expect(clean).toMatchObject({ points: -50, expected: 'below', verdict: 'as expected' });
    expect(clean?.adjusted).toBeCloseTo(3 * (clean?.p ?? 0), 12); // the others' p are higher
    expect(fog?.adjusted).toBeCloseTo(2 * (fog?.p ?? 0), 12);
  });

  it('comes to the same verdicts whatever conditions are beside', async () => {
    const more = cells.map((one) => ({ ...one, condition: `more ${one.condition}` }));
    const beside = await summarise([...cells, ...more], labels, NAMED);
    expect(beside.differences).toHaveLength(2 * differences.length);
    expect(beside.contrasts).toEqual(contrasts);
  });

  it.each([
    { images: 10, verdict: 'undecided' },
    { images: 1000, verdict: 'no difference' },
  ])('takes readings that agree on $images images for $verdict', async ({ images, verdict }) => {
    const zeros = new Array<number>(images).fill(0);
    const alike = ['top-down', 'one-pass'].flatMap((reading) =>
      [1, 17].map((seed) => cell(reading, seed, zeros)),
    );
    const { contrasts } = await summarise(alike, new Uint8Array(images), NAMED);
    const [one] = contrasts;
    expect(one).toMatchObject({ points: 0, verdict });
    // The test knows no more than the interval: no difference only where that lies within the bound.
    expect((one?.high ?? 0) < 1).toBe(verdict === 'no difference');
    expect(one?.detectable).toBeGreaterThan(one?.high ?? 0);
  });

  it('is as doubtful of few images that all tell readings apart as their own test', async () => {
    const [labels, wrong] = [new Uint8Array(4), [1, 1, 1, 1]];
    const cells = [cell('top-down', 1, wrong), cell('one-pass', 1, [0, 0, 0, 0])];
    const [one] = (await summarise(cells, labels, NAMED)).contrasts;
    expect(one).toMatchObject({ points: 100, verdict: 'undecided' }); // McNemar's exact p: 2 / 2 ** 4
    expect(one?.p).toBeGreaterThan(0.05);
  });

  it('gives no verdict of one image on which all networks agree', async () => {
    const image = cells
      .filter(({ condition }) => condition === 'clean')
      .map((one) => ({ ...one, answers: Uint8Array.of(one.reading === 'top-down' ? 0 : 1) }));
    const one = await summarise(image, Uint8Array.of(0), NAMED);
    expect(one.differences[0]).toMatchObject({ points: -100 });
    expect(one.contrasts).toEqual([]);
  });

  it('is told in lines of at most 80 letters, words whole', () => {
    const readings = [
      'top-down',
      'one-pass',
      ...'abcdefgh'.split('').map((one) => `r-${one}-pass`),
    ];
    const many = readings.map((reading) => cell(reading, 17, right));
    const costs = readings.map((reading) => ({
      ...{ reading, about: 'what it is, in many words '.repeat(5) },
      ...{ multiplyAdds: 1e7, milliseconds: 1.5 },
    }));
    return summarise(many, labels, NAMED).then((summary) => {
      const lines = summaryTables(summary, costs).split('\n');
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
      for (const reading of readings) expect(lines.join(' ')).toContain(`${reading}:`);
    });
  });

  it('is written as a page with its verdicts; one of resampled networks has none, and says so', () => {
    const summary = { images: 4, errors, differences, contrasts };
    const written = (comparison: object) =>
      comparisonSection(
        {
          ...{ scenario: 'compare-topdown-feedforward', options: {}, seed: 17, dataSet: 'mnist' },
          results: { comparison: { ...comparison, networks: [], costs: [] } },
        } as unknown as ResultRecord,
        [],
      );
    expect(written(summary)).toContain('| **as expected** |');
    expect(written(summary)).toContain('p: of a t test over networks and images;');
    const alone = contrasts.map((one) => ({ ...one, pairs: one.pairs.slice(0, 1) }));
    expect(written({ ...summary, contrasts: alone })).toContain('a t test over images alone,');
    expect(written(summary)).not.toContain('resampled');
    const { contrasts: _, ...old } = summary;
    expect(written(old)).toContain('of resampled networks and images');
    expect(written(old)).not.toContain('**');
  });

  it('counts confusions over networks, the most frequent first', () => {
    const answers = [Uint8Array.of(0, 1, 9, 9), Uint8Array.of(0, 1, 2, 9)];
    expect(confusions(answers, labels)).toEqual([
      { label: 3, takenFor: 9, count: 2 },
      { label: 2, takenFor: 9, count: 1 },
    ]);
  });
});

describe('multiply-adds', () => {
  it('of the alternating schedule count a label that comes down within the step', () => {
    const small = recurrent({ pixels: 4, hidden: [3, 2], classes: 10 });
    const work = { images: 1, hypotheses: 2, steps: 1 };
    // the upper layer moves first, under both labels; the lower one reads it so
    expect(perceptionMultiplyAdds(small, work, alternating)).toBe(18 + 40 + 6 + 2 * 6);
  });

  const layers = recurrent({ pixels: 4, hidden: [3, 2], classes: 10 });

  it('of a pass are the products of the sizes of neighbours', () => {
    expect(passMultiplyAdds(layers)).toBe(4 * 3 + 3 * 2);
  });

  it('of watching are those of one image, for each image', () => {
    const of = (images: number) =>
      perceptionMultiplyAdds(layers, { images, hypotheses: 10, steps: 4 });
    expect(of(7)).toBe(7 * of(1));
  });

  it('of watching count pixels and label once, and each step what its label has reached', () => {
    const pass = 18;
    const label = 2 * 10 * 2; // hypotheses × classes × units of the highest layer
    const up = 3 * 2; // each way between the hidden layers
    expect(perceptionMultiplyAdds(layers, { images: 1, hypotheses: 2, steps: 0 })).toBe(
      pass + label,
    );
    // step 1: nobody has seen the label; step 2: layer 1 reads a labelled layer 2; then both do
    const each = [up + up, up + 2 * up, 2 * up + 2 * up];
    for (const steps of [1, 2, 3])
      expect(perceptionMultiplyAdds(layers, { images: 1, hypotheses: 2, steps })).toBe(
        pass + label + each.slice(0, steps).reduce((a, b) => a + b),
      );
  });
});
