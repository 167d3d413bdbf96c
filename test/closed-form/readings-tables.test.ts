import { expect, it } from 'vitest';
import { readingsTables } from '../../src/pages/results/readings-tables';
import { type ResultRecord, readRecords } from '../../src/pages/results/records';

/** A comparison on record, as if it had been of these readings and layers alone. */
function comparison(hidden: readonly number[], readings: readonly string[]): ResultRecord {
  const [record] = readRecords('results').filter(
    ({ results }) => 'comparison' in ((results ?? {}) as object),
  );
  const { results, ...rest } = record as ResultRecord;
  const { comparison: of } = results as {
    comparison: { networks: object[]; errors: { condition: string }[] };
  };
  const [clean] = of.errors.filter(({ condition }) => condition === 'clean');
  return {
    ...rest,
    results: {
      comparison: {
        ...of,
        networks: of.networks.map((network) => ({ ...network, hidden })),
        errors: readings.map((reading) => ({ ...clean, reading })),
      },
    },
  };
}

/** The readings of each table, after what they are of. */
const shown = (records: readonly ResultRecord[]) =>
  readingsTables(records).map((table) => [
    /networks of (.*) units/.exec(table)?.[1],
    ...[...table.matchAll(/^\| (\S+) \| \d/gm)].map(([, reading]) => reading),
  ]);

it('a comparison that another holds has no table of its own, and of two alike one has', () => {
  const few = comparison([30, 30], ['one-pass']);
  const many = comparison([30, 30], ['top-down', 'one-pass']);
  const elsewhere = comparison([40, 40], ['one-pass']);
  const wanted = [
    ['30 + 30', 'top-down', 'one-pass'],
    ['40 + 40', 'one-pass'],
  ];
  expect(shown([elsewhere, few, many, few, many])).toEqual(wanted);
  expect(shown([many, few, elsewhere])).toEqual(wanted);
});

it('the smallest networks come first, and of as many units a layer those with fewer layers', () => {
  const sizes = [
    [3000, 3000, 3000],
    [3000, 3000],
    [300, 300],
  ];
  expect(shown(sizes.map((hidden) => comparison(hidden, ['one-pass'])))).toEqual([
    ['300 + 300', 'one-pass'],
    ['3000 + 3000', 'one-pass'],
    ['3000 + 3000 + 3000', 'one-pass'],
  ]);
});
