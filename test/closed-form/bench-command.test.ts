import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { runBenchmark, wholeNumber } from '../../bench/command';
import { document } from '../../bench/document';
import { findingsIn } from '../../bench/findings';
import { networkToJudge } from '../../bench/network';
import { worse } from '../../bench/regression';
import { startEngine } from '../../src/engine/backend';
import { InputError } from '../../src/input/errors';
import { disposeNetwork } from '../../src/network/network';
import { temporaryFolder } from '../support/folder';

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

it('takes whole numbers above 0 as a benchmark’s option, and nothing else', () => {
  expect(wholeNumber('15')).toBe(15);
  for (const text of ['x', '', '0', '-1', '1.5', 'Infinity'])
    expect(() => wholeNumber(text)).toThrow('a whole number of 1 or more');
});

it.each([
  [new InputError('there is none'), 2],
  [new Error('it broke'), 1],
])('a benchmark that fails with %o says why, and ends with code %i', async (error, code) => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  await runBenchmark(() => Promise.reject(error));
  expect(told).toHaveBeenCalledWith(error.message);
  expect(process.exitCode).toBe(code);
});

it('findings are compared with those of a file, and one that holds none is bad input', () => {
  expect(findingsIn('docs/speed.json').training.length).toBeGreaterThan(0);
  const folder = temporaryFolder();
  const other = path.join(folder, 'other.json');
  writeFileSync(other, '{"training": []}');
  for (const file of [other, path.join(folder, 'none.json'), 'README.md'])
    expect(() => findingsIn(file)).toThrow(InputError);
});

it('findings of a processor without bfloat16 say so, and the rest is compared', () => {
  const everything = findingsIn('docs/speed.json');
  const file = path.join(temporaryFolder(), 'without.json');
  const rounded = everything.rounded.map((one) => ({ ...one, result: null }));
  writeFileSync(file, JSON.stringify({ ...everything, rounded }));
  const without = findingsIn(file);
  const said = 'Products in bfloat16 were not measured';
  const row = '| 500,500, bfloat16 | new |';
  expect(document(without)).toContain(said);
  expect(document(without)).not.toContain(row);
  expect(document(everything)).not.toContain(said);
  expect(document(everything)).toContain(row);
  for (const [now, before] of [
    [without, everything],
    [everything, without],
  ] as const)
    expect(worse(now, before)).toEqual([]);
});

it('a network is judged by held-out images only if it has not learnt from them', async () => {
  await startEngine();
  const seen = networkToJudge('recurrent-500-500', 'validation');
  await expect(seen).rejects.toThrow('recurrent-500-500 has learnt from all training images');
  for (const [name, split] of [
    ['recurrent-500-500', 'test'],
    ['recurrent-300-300-seed-1', 'validation'],
  ] as const)
    disposeNetwork((await networkToJudge(name, split)).network);
});
