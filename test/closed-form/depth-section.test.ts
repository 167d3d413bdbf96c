import { expect, it } from 'vitest';
import { filesOf } from '../../src/data/data-set';
import { CIFAR_10, CIFAR_10_JPEG } from '../../src/data/sets/cifar';
import { depthSection } from '../../src/pages/results/depth-section';
import { type ResultRecord, readRecords } from '../../src/pages/results/records';
import { trainedSection } from '../../src/pages/results/trained-section';

/** A record of a network of so many layers of the system, as if it had learnt the data set. */
function record(dataSet: typeof CIFAR_10, system: string, depth: number): ResultRecord {
  const [some] = readRecords('results').filter(({ learning, data }) => learning && data);
  const { data, learning, ...rest } = some as ResultRecord;
  const checksums = Object.fromEntries(
    filesOf(dataSet).map(({ name, content }) => [name, content as string]),
  );
  const errors = (percent: number) => ({
    ...{ images: 100, readout: percent + 1, byStep: [] },
    intervals: { readout: { low: 0, high: 100 }, goodness: { low: 1, high: 99 } },
    ...(system === 'backpropagation' ? {} : { goodness: percent }),
  });
  return {
    ...rest,
    data: { ...(data as NonNullable<typeof data>), set: dataSet.name, checksums, split: 'test' },
    learning: { ...learning, system, epochs: 20, sizes: { hidden: new Array(depth).fill(3072) } },
    results: { training: {}, test: errors(45), onTraining: errors(30) },
  };
}

it('sets each reading of a network beside the paper, by depth, on the photographs and on their copy', () => {
  const records = [
    record(CIFAR_10_JPEG, 'recurrent', 3),
    record(CIFAR_10, 'recurrent', 2),
    record(CIFAR_10_JPEG, 'backpropagation', 2),
  ];
  const rows = (depthSection(records, 'test') ?? '')
    .split('\n')
    .filter((line) => /^\| [a-z]+, /.test(line))
    .slice(1) // the head
    .map((line) => line.slice(2, -2).split(' | '));
  const seed = String(records[0]?.seed);
  const goodness = ['45.00 % (1.00–99.00)', '30.00 % (1.00–99.00)'];
  const readout = ['46.00 % (0.00–100.00)', '31.00 % (0.00–100.00)'];
  const learnt = (set: string) => [expect.stringMatching(`^\\d+ of ${set}$`), '20', seed];
  const [every, once] = ['recurrent, by the goodness of every label', 'recurrent, in one pass'];
  expect(rows).toEqual([
    [every, '2', ...learnt('cifar-10'), '44 (25) %', ...goodness, '[1]'],
    [once, '2', ...learnt('cifar-10'), '46 (33) %', ...readout, '[1]'],
    [every, '3', ...learnt('cifar-10-jpeg'), '44 (21) %', ...goodness, '[2]'],
    [once, '3', ...learnt('cifar-10-jpeg'), '46 (31) %', ...readout, '[2]'],
    [
      'backpropagation, in one pass',
      '2',
      ...learnt('cifar-10-jpeg'),
      '37 (0) %',
      ...readout,
      '[3]',
    ],
  ]);
  expect(trainedSection(records, 'test')).toBeUndefined();
  expect(depthSection(records, 'validation')).toBeUndefined();
});
