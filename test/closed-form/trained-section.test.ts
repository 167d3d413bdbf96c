import { expect, it } from 'vitest';
import { type ResultRecord, readRecords } from '../../src/pages/results/records';
import { trainedSection } from '../../src/pages/results/trained-section';

/** The layers that the page says of a record, with these options besides. */
function layersSaid(options: Record<string, unknown>): string {
  const record = readRecords('results').find(({ learning }) => learning !== undefined);
  const { hidden, ...plain } = (record as ResultRecord).options;
  expect(hidden).toBeDefined();
  const changed = { ...(record as ResultRecord), options: { ...plain, ...options } };
  const table = trainedSection([changed], 'test') ?? '';
  return (
    table
      .split('\n')
      .find((line) => line.includes(' images of '))
      ?.split(' | ')[1] ?? ''
  );
}

it('says how layers are joined where it is not as usual', () => {
  const usual = layersSaid({});
  expect(usual).toMatch(/^\d+(, \d+)*$/);
  expect(layersSaid({ without: ['top-down'] })).toBe(`${usual}; without top-down`);
  expect(layersSaid({ with: ['lateral'] })).toBe(`${usual}; with lateral`);
  expect(layersSaid({ freeze: ['label'] })).toBe(`${usual}; label frozen`);
  expect(layersSaid({ maps: ['14x14x4', '7x7x8'] })).toBe('14x14x4, 7x7x8');
  expect(layersSaid({ architecture: 'own.json' })).toBe(`${usual}; as own.json declares`);
});

it('takes options of any kind in a record from elsewhere', () => {
  expect(layersSaid({ with: { nested: 1 }, maps: 3 })).toMatch(/^\d+(, \d+)*$/);
});

it('says what a system answers by where that is not goodness', () => {
  const record = readRecords('results').find(({ learning }) => learning !== undefined);
  const of = (system: string) =>
    trainedSection(
      [{ ...(record as ResultRecord), learning: { ...record?.learning, system } }],
      'test',
    );
  expect(of('recurrent')).not.toContain('*by ');
  expect(of('predictive-coding')).toContain('| *by inference* |');
});

it('has networks that differ in their seed alone in one line, with how far they lie apart: the last of each seed', () => {
  const record = readRecords('results').find(({ scenario }) => scenario === 'backpropagation');
  const { test } = (record as ResultRecord).results as { test: object };
  const came = (seed: number, readout: number, epochs = 1): ResultRecord => ({
    ...(record as ResultRecord),
    ...{ seed, options: { ...record?.options, epochs } },
    results: { training: {}, test: { ...test, readout } },
  });
  const before = { ...came(1, 9), started: '2000-01-01T00:00:00.000Z' };
  const told =
    trainedSection([came(3, 5), came(1, 2), before, came(2, 2), came(1, 7, 2)], 'test') ?? '';
  const lines = told.split('\n').filter((line) => line.includes(' images of '));
  expect(lines.map((line) => line.split(' | ').slice(4, 7))).toEqual([
    ['1 to 3', '–', '3.00 % ± 1.73'],
    ['1', '–', expect.stringMatching(/^7\.00 % \(/)],
  ]);
  expect(told).toMatch(/--seed 1`, and with seed 2, 3\n2\. /);
});

it('knows networks that learnt by the same settings, whichever scenario and version trained them', () => {
  const record = readRecords('results').find(({ scenario }) => scenario === 'backpropagation');
  const { precision: _, ...earlier } = (record as ResultRecord).options;
  const seeds = (changed: Partial<ResultRecord>) =>
    (
      trainedSection(
        [record as ResultRecord, { ...(record as ResultRecord), ...changed }],
        'test',
      ) ?? ''
    )
      .split('\n')
      .filter((line) => line.includes(' images of '))
      .map((line) => line.split(' | ')[4]);
  expect(seeds({ scenario: 'mine', seed: 3, options: { ...earlier, saveEvery: 9 } })).toEqual([
    '3, 17',
  ]);
  expect(seeds({ seed: 3, options: { ...earlier, precision: 'bfloat16' } })).toEqual(['17', '3']);
  expect(seeds({ seed: 3, options: { ...earlier, decay: 0.5 } })).toEqual(['17', '3']);
});

it('says of networks with the same layers which options they do not share', () => {
  const record = readRecords('results').find(({ scenario }) => scenario === 'backpropagation');
  const came = (options: Record<string, unknown>): ResultRecord => ({
    ...(record as ResultRecord),
    options: { ...record?.options, ...options },
  });
  const layers = (options: Record<string, unknown>[]) =>
    (trainedSection(options.map(came), 'test') ?? '')
      .split('\n')
      .filter((line) => line.includes(' images of '))
      .map((line) => line.split(' | ')[1]?.replace(/^[\d, ]+/, ''));
  expect(layers([{}, { epochs: 9 }])).toEqual(['', '']);
  expect(layers([{}, { decay: 0.5 }, { dropout: 0.1, epochs: 9 }])).toEqual([
    '',
    '; `--decay 0.5`',
    '; `--dropout 0.1`',
  ]);
  expect(layers([{ dropout: 0.1 }, { dropout: 0.1, epochs: 8 }, { epochs: 9 }])).toEqual([
    '',
    '',
    '; `without --dropout`',
  ]);
  expect(layers([{ rate: 1 }, { rate: 2 }])).toEqual(['; `--rate 1`', '; `--rate 2`']);
});

it('has networks by other files of the same name in lines of their own', () => {
  const record = readRecords('results').find(({ scenario }) => scenario === 'backpropagation');
  const linesOf = (...sums: string[]) => {
    const records = sums.map((sha256, seed) => ({
      ...(record as ResultRecord),
      ...{ seed, files: [{ given: 'own.json', sha256 }] },
    }));
    const told = trainedSection(records, 'test') ?? '';
    return told.split('\n').filter((line) => line.includes(' images of '));
  };
  expect(linesOf('a', 'a')).toHaveLength(1);
  expect(linesOf('a', 'b')).toHaveLength(2);
});
