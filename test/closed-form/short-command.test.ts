import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shortCommand } from '../../src/pages/results/short-command';

const short = (network: string[]) =>
  shortCommand({
    ...{ scenario: 'priming', seed: 17, dataSet: 'mnist' },
    options: { network, images: [1, 2, 3] },
  });
const seeds = (stem: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${stem}-seed-${at + 1}`);

it('has the seeds of many networks in braces, which bash spells out as they were', () => {
  const all = [...seeds('one-3-3', 10), 'runs', ...seeds('other', 3), 'last-seed-7'];
  const command = short(all);
  expect(command).toBe(
    'npx topdown run priming --network=one-3-3-seed-{1..10} --network=runs --network=other-seed-{1..3} --network=last-seed-7 --images 1,2,3 --seed 17',
  );
  const spelt = execFileSync('bash', ['-c', `echo ${command}`], { encoding: 'utf8' });
  expect([...spelt.matchAll(/--network=(\S+)/g)].map(([, name]) => name)).toEqual(all);
});

it('leaves names as they are whose seeds begin with a zero', () => {
  const names = ['01', '02', '03'].map((seed) => `one-seed-${seed}`);
  expect(short(names)).toContain(`--network ${names.join()} `);
});

it('leaves few networks, and lists of other things, as they are', () => {
  expect(short(['one-seed-1', 'one-seed-2'])).toContain(
    '--network one-seed-1,one-seed-2 --images 1,2,3',
  );
  expect(short(['one-seed-3', 'one-seed-1', 'two-seed-2'])).toContain(
    '--network one-seed-3,one-seed-1,two-seed-2',
  );
});
