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
