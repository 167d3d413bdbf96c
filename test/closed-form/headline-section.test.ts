import { expect, it } from 'vitest';
import { figuresBeside } from '../../src/pages/results/figures-beside';
import { headlineSection } from '../../src/pages/results/headline-section';
import { resultsPage } from '../../src/pages/results/page';
import { type ResultRecord, readModels, readRecords } from '../../src/pages/results/records';

const [shipped] = readModels('models').filter(({ scenario }) => scenario === 'recurrent-mnist');

/** The record of a recurrent network on MNIST, as if it had come to this. */
function record(
  units: number,
  shift: number,
  started: string,
  percent: number,
  seed = 17,
): ResultRecord {
  const { learning, results, ...rest } = shipped as ResultRecord;
  const { test } = results as { test: object };
  return {
    ...{ ...rest, started, seed },
    options: { ...rest.options, shift },
    learning: { ...learning, shift, sizes: { hidden: [units, units] } },
    results: { training: {}, test: { ...test, goodness: percent } },
  };
}

/** The cells of the lines about networks. */
const lines = (records: readonly ResultRecord[]) =>
  (headlineSection(records) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| recurrent'))
    .map((line) => line.slice(2, -2).split(' | '));

it('shows the widest network of a system, and of those trained alike the latest', () => {
  const [first, ...others] = lines([
    record(2000, 0, '2026-01-02T00:00:00.000Z', 22),
    record(2000, 0, '2026-01-01T00:00:00.000Z', 11),
    record(500, 0, '2026-01-03T00:00:00.000Z', 33),
  ]);
  expect(others).toEqual([]);
  expect(first?.[0]).toContain('2000 + 2000');
  expect(first?.[3]).toMatch(/^22\.00 % \(/);
});

it('shows networks that differ in their seed alone as one, with how far they lie apart', () => {
  const [first, ...others] = lines([
    record(2000, 0, '2026-01-01T00:00:00.000Z', 99, 2),
    record(2000, 0, '2026-01-02T00:00:00.000Z', 1, 2),
    record(2000, 0, '2026-01-03T00:00:00.000Z', 3, 1),
    record(2000, 0, '2026-01-01T00:00:00.000Z', 2),
  ]);
  expect(others).toEqual([]);
  expect(first?.slice(2, 4)).toEqual(['1, 2, 17', '2.00 % ± 1.00']);
});

it('sets the paper beside networks that were trained as the paper’s, and nothing beside others', () => {
  const all = lines([
    record(2000, 0, '2026-01-01T00:00:00.000Z', 11),
    record(2000, 1, '2026-01-01T00:00:00.000Z', 22),
  ]);
  expect(all.map(([, , , error, paper]) => [error?.slice(0, 2), paper?.slice(0, 6)])).toEqual([
    ['11', '1.31 %'],
    ['22', '–'],
  ]);
  expect(all[1]?.[0]).toContain('shifted by up to 1 px');
});

it('shows the widest networks of each depth', () => {
  const cifar = readRecords('results').filter(
    ({ scenario, learning }) => scenario === 'cifar' && learning?.['shift'] === 0,
  );
  const depths = lines(cifar)
    .filter(([name, by]) => name?.startsWith('recurrent, ') && by === 'one pass')
    .map(([name, , , , paper]) => [name?.split(',')[1]?.split(' + ').length, paper?.slice(0, 14)]);
  expect(depths).toEqual([
    [2, '46 % (2 maps o'],
    [3, '46 % (3 maps o'],
  ]);
});

it('tells alike tables apart by data set and size', () => {
  const records = readRecords('results').filter(({ scenario }) =>
    ['factorial-contrasts', 'compare-topdown-feedforward'].includes(scenario),
  );
  const text = headlineSection(records) ?? '';
  expect(text).toMatch(/\| Does top-down .*\(mnist, 300 \+ 300 units\) \|/);
  expect(text).toMatch(/\| Does top-down .*\(fashion-mnist, 300 \+ 300 units\) \|/);
  expect(text).toContain('Readings of networks of 300 + 300 units, on the same 1000 held-out');
});

it('is left out where nothing came out', () => {
  expect(headlineSection([])).toBeUndefined();
});

it('counts a run once that has several records, by the first', () => {
  const record = readRecords('results').find(({ scenario }) => scenario === 'backpropagation');
  const { test } = (record as ResultRecord).results as { test: { readout: number } };
  const shipped = { ...record, results: { training: {}, test: { ...test, readout: 9 } } };
  const lines = (page: string) => page.split('\n').filter((line) => line.includes(' images of '));
  const page = lines(resultsPage([shipped as ResultRecord, record as ResultRecord]));
  expect(page).toHaveLength(1);
  expect(page[0]).toContain('| 9.00 %');
});

it('is replaced by a sentence on a page of which no record shows anything', () => {
  expect(resultsPage([])).toContain('there is nothing to show');
});

it('has the figures of the project on its own page alone', () => {
  expect(figuresBeside('RESULTS.md').length).toBeGreaterThan(0);
  expect(figuresBeside('mine.md')).toEqual([]);
});
