import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINES } from '../../src/engine/engines';
import { multipliesBfloat16 } from '../../src/machine/processes';
import { runRecord } from '../../src/runs/run-record';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';

const TINY = '--data-set drawn-digits --hidden 20,20 --train 500 --epochs 1 --json'.split(' ');

const ROOT = path.resolve(__dirname, '../..');

/** How a file says that it computes with tensors. */
const TAKES_TENSORS = /^import (?!type )[^;]* from '[^']*(tfjs-core|engine\/(ops|tidy))'/m;

/**
 * The tests of `test/closed-form` that compute with tensors, themselves or by a file that they import: of the
 * others every engine makes the same.
 */
function closedFormsOfTensors(): string[] {
  const folder = path.join(ROOT, 'test/closed-form');
  const imported = (text: string) =>
    [...text.matchAll(/^import (?!type )[^;]* from '(\.[^']+)'/gm)]
      .map(([, from]) => path.join(folder, `${from}.ts`))
      .filter(existsSync);
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((file) => {
      const text = readFileSync(file, 'utf8');
      const texts = [text, ...imported(text).map((one) => readFileSync(one, 'utf8'))];
      return texts.some((one) => TAKES_TENSORS.test(one));
    });
}

describe('every engine', () => {
  it.each(ENGINES)('learns the same within rounding: %s', async (engine) => {
    const { code, stdout, stderr } = await topdownCommand(
      ['train', ...TINY, '--engine', engine],
      temporaryFolder(),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/^engine: /m);
    expect(stderr).not.toContain('already been'); // as tfjs says where it is loaded twice
    const record = runRecord.parse(JSON.parse(stdout));
    expect(record.engine.name).toBe(engine);
    const { training } = record.results as {
      training: { lastEpoch: { positive: number[]; negative: number[] } };
    };
    // goodness per unit, measured on the native engine
    for (const [at, expected] of [0.94834, 0.88539].entries())
      expect(training.lastEpoch.positive[at]).toBeCloseTo(expected, 4);
  });

  it('refuses bfloat16 where it is not the native one, before anything is made', async () => {
    const folder = temporaryFolder();
    const asked = ['train', ...TINY, '--precision', 'bfloat16', '--engine', 'wasm'];
    const { code, stderr } = await topdownCommand(asked, folder);
    expect([code, readdirSync(folder)]).toEqual([2, []]);
    expect(stderr).toContain('only the native engine multiplies in bfloat16');
  });

  it('rounds factors and sums to bfloat16, adds up in float32, and rounds nothing otherwise', (context) => {
    if (!multipliesBfloat16()) context.skip('this processor has no instructions for bfloat16');
    const probe = ['node_modules/ts-node/dist/bin.js', 'test/support/engine-probe.ts', 'bfloat16'];
    const { stdout } = spawnSync(process.execPath, probe, { cwd: ROOT, encoding: 'utf8' });
    const exact = [1 + 2 ** -9, 259.5];
    expect(JSON.parse(stdout)).toEqual({ before: exact, rounded: [1, 260], after: exact });
  });

  it('learns nearly the same with products of bfloat16, and the record says so', async (context) => {
    if (!multipliesBfloat16()) context.skip('this processor has no instructions for bfloat16');
    const { code, stdout } = await topdownCommand(
      ['train', ...TINY, '--precision', 'bfloat16'],
      temporaryFolder(),
    );
    expect(code).toBe(0);
    const { options, results } = runRecord.parse(JSON.parse(stdout));
    expect(options).toMatchObject({ precision: 'bfloat16' });
    const { training } = results as { training: { lastEpoch: { positive: number[] } } };
    for (const [at, float32] of [0.94834, 0.88539].entries()) {
      const apart = Math.abs((training.lastEpoch.positive[at] as number) - float32);
      expect(apart).toBeGreaterThan(1e-6);
      expect(apart).toBeLessThan(0.02);
    }
  });

  it('is the next in line where the one before does not load, and the program says so', async () => {
    const folder = temporaryFolder();
    const preload = path.join(folder, 'no-native.cjs');
    writeFileSync(
      preload,
      `const { Module } = require('node:module');
       const load = Module._load;
       Module._load = (name, ...rest) => {
         if (String(name).endsWith('tfjs-node.cjs')) throw new Error('no such engine today');
         return load(name, ...rest);
       };`,
    );
    const doctor = (...args: string[]) => {
      const command = path.join(ROOT, 'bin/topdown.cjs');
      return spawnSync(process.execPath, ['--require', preload, command, 'doctor', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    };
    const fallen = doctor();
    expect(fallen.status).toBe(0);
    expect(fallen.stdout).toContain('engine: wasm');
    expect(fallen.stdout).toContain('the native engine does not load (no such engine today)');
    expect(fallen.stdout).toContain('`npx topdown setup` installs it');
    const forced = doctor('--engine', 'native');
    expect(forced.status).toBe(1);
    expect(forced.stderr).toContain('`npx topdown setup` installs the native one');
  });

  it('is not replaced by another where the environment asks for a device that there is not', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(ROOT, 'bin/topdown.cjs'), 'doctor'],
      { encoding: 'utf8', env: { ...process.env, TOPDOWN_DEVICE: 'CPU' } },
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error: no device "CPU" (did you mean cpu?): let TOPDOWN_DEVICE be');
  });

  it('is compared by the tests that compute with tensors, and by no others', () => {
    const names = closedFormsOfTensors().map((file) => path.basename(file, '.test.ts'));
    const direct = ['objective', 'transforms', 'checkpoint', 'web-watch'];
    const byImports = ['cue-prior', 'factorial', 'register-system', 'representation'];
    expect(names).toEqual(expect.arrayContaining([...direct, ...byImports]));
    for (const other of ['decode-picture', 'records-from-elsewhere', 'report', 'sweep'])
      expect(names).not.toContain(other);
  });

  it.each(['wasm', 'javascript'])('agrees with the reference: %s', (engine) => {
    const vitest = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const tests = ['test/reference', ...closedFormsOfTensors()];
    const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', ...tests], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TOPDOWN_ENGINE: engine },
    });
    expect(status, `${stdout}\n${stderr}`).toBe(0);
  });
});
