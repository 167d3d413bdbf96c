import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it, vi } from 'vitest';
import { runBenchmark, wholeNumber } from '../../bench/command';
import { document } from '../../bench/document';
import { findingsIn } from '../../bench/findings';
import { networkToJudge } from '../../bench/network';
import { checkPlaces, outcome } from '../../bench/outcome';
import { worse } from '../../bench/regression';
import { startEngine } from '../../src/engine/backend';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
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

it('findings of a busy machine are not written, and are compared; those of a quiet one are both', () => {
  const before = findingsIn('docs/speed.json');
  const [first, ...others] = before.training;
  if (!first) throw new Error('there are no findings');
  const { fresh } = first.result;
  const slow = { ...first.result, fresh: { ...fresh, ratio: 2 * fresh.ratio } };
  const slower = { ...before, training: [{ ...first, result: slow }, ...others] };
  const says = expect.stringMatching(/^batch, new, 500,500: .* times the limit, and it was /);
  const folder = temporaryFolder();
  const write = path.join(folder, 'speed');
  const busy = outcome({ ...slower, busy: 0.5 }, { write, before });
  expect(busy).toEqual([expect.stringContaining('others took 50 % of this machine'), says]);
  expect(readdirSync(folder)).toEqual([]);
  expect(outcome({ ...before, busy: 0.5 }, { before })).toEqual([]);
  expect(outcome({ ...slower, busy: 0 }, { write, before })).toEqual([says]);
  expect(readdirSync(folder).sort()).toEqual(['speed.json', 'speed.md']);
  expect(findingsIn(`${write}.json`)).toEqual({ ...slower, busy: 0 });
  expect(outcome({ ...before, busy: 0 }, { write, before })).toEqual([]);
});

it('where findings cannot be written is seen before they are measured', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'speed.md'));
  expect(() => checkPlaces(path.join(folder, 'other'))).not.toThrow();
  for (const write of [path.join(folder, 'speed'), path.join(folder, 'none', 'speed')])
    expect(() => checkPlaces(write)).toThrow(InputError);
});

/** A script of the clone that runs a text in a process of its own. */
function inNode(text: string, env: NodeJS.ProcessEnv = {}) {
  const args = ['--require', path.resolve('bin/sources.cjs'), '-e', text];
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
}

it.each([
  [{ TOPDOWN_ENGINE: 'wasm' }, 'wasm', 'only the native engine multiplies in bfloat16'],
  [{ ONEDNN_MAX_CPU_ISA: 'AVX2' }, 'native', 'not added up in float32 here'],
])('with %o bfloat16 is left out, and it is said why', async (env, engine, why) => {
  if (engine === 'native' && (await startEngine()).name !== 'native') return;
  const { stdout, stderr } = inNode(
    `require('./bench/started').whyNotAt('bfloat16').then(async (why) => {
      const { startEngine } = require('./src/engine/backend');
      console.log(JSON.stringify([why, (await startEngine()).name]));
    })`,
    env,
  );
  expect(JSON.parse(stdout), stderr).toEqual([expect.stringContaining(why), engine]);
});

it.each([
  ['', 0],
  ['throw new Error()', 1],
  ['process.kill(process.pid, "SIGINT"); setInterval(() => undefined, 1000)', 130],
  ['process.kill(process.pid, "SIGTERM"); setInterval(() => undefined, 1000)', 143],
])('nothing is left behind where a benchmark ends by: %s', (end, code) => {
  const folder = temporaryFolder();
  const script = `const { atEnd, folderForNow } = require('./bench/at-end');
    require('node:fs').writeFileSync(folderForNow() + '/in', '');
    atEnd(() => { throw new Error('it cannot be ended'); });
    console.log(require('node:fs').readdirSync(${JSON.stringify(folder)}).filter(isOurs).length);
    function isOurs(name) { return name.startsWith('topdown-'); }
    ${end}`;
  const { stdout, stderr, status } = inNode(script, { TMPDIR: folder });
  expect([stdout, status], stderr).toEqual(['1\n', code]);
  expect(stderr).toContain('it cannot be ended');
  expect(readdirSync(folder).filter((name) => name.startsWith('topdown-'))).toEqual([]);
});

it('a network is judged by held-out images only if it has not learnt from them', async () => {
  await startEngine();
  const { test } = drawnDigits({ training: 1, test: 10 });
  const seen = networkToJudge('recurrent-500-500', test, 'validation');
  await expect(seen).rejects.toThrow('recurrent-500-500 has learnt from all training images');
  for (const [name, split] of [
    ['recurrent-500-500', 'test'],
    ['recurrent-300-300-seed-1', 'validation'],
  ] as const)
    disposeNetwork((await networkToJudge(name, test, split)).network);
});

it('a network of clothes is not judged by digits', async () => {
  await startEngine();
  const { test } = drawnDigits({ training: 1, test: 10 });
  const judged = networkToJudge('recurrent-fashion-500-500', test, 'test');
  await expect(judged).rejects.toThrow('name a network that has learnt from mnist');
});

it('a network is judged by images of the shape and the classes that it takes', async () => {
  await startEngine();
  const { test } = drawnDigits({ training: 1, test: 10 });
  const before = tf.memory().numTensors;
  for (const images of [test, { ...test, rows: 32, columns: 32, channels: 3, classes: 100 }])
    await expect(networkToJudge('recurrent-cifar', images, 'test')).rejects.toThrow(InputError);
  const one = networkToJudge('recurrent-500-500', { ...test, classes: 26 }, 'test');
  await expect(one).rejects.toThrow('takes 28 × 28 pixels and 10 classes');
  expect(tf.memory().numTensors).toBe(before);
});
