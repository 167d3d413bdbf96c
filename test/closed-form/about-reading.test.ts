import { expect, it } from 'vitest';
import { aboutReading } from '../../src/pages/results/about-reading';
import { type ResultRecord, readRecords } from '../../src/pages/results/records';

const trained = readRecords('results').find(({ scenario }) => scenario === 'label-in-image');

/** The record of a trained network, as if it had begun then and been given these options besides. */
function network(started: string, options: Record<string, unknown>, seed = 1): ResultRecord {
  const { options: usual, ...rest } = trained as ResultRecord;
  return { ...rest, started, seed, options: { hidden: usual['hidden'], ...options } };
}

const plain = [1, 2].map((seed) => network('2026-01-01T00:00:00.000Z', {}, seed));
const strong = network('2026-01-02T03:04:05.678Z', { labelStrength: 3 });
const RUN = 'runs/label-in-image/2026-01-02T03-04-05-1';

it('of a second kind of network names the options that tell it from the first', () => {
  const about = (all: readonly ResultRecord[]) => aboutReading(`by goodness; 2: as ${RUN}`, all);
  expect(about([...plain, strong])).toBe('by goodness; 2: trained with `--label-strength 3`');
  const usual = [1, 2].map((at) =>
    network(`2026-01-0${2 + at}T00:00:00.000Z`, { labelStrength: 3, decay: at / 100 }),
  );
  const lacking = network('2026-01-02T03:04:05.678Z', { decay: 0.03 });
  expect(about([...usual, lacking])).toContain('without `--label-strength`');
});

it('names the run where its record is not there, or tells nothing apart', () => {
  const about = `by goodness; 2: as ${RUN}`;
  expect(aboutReading(about, plain)).toBe(about);
  expect(aboutReading(about, [strong])).toBe(about);
  expect(aboutReading(about, [...plain, { ...strong, seed: 2 }])).toBe(about);
});

it('stays as it is where there is one kind of network alone', () => {
  expect(aboutReading('by goodness', [...plain, strong])).toBe('by goodness');
});
