import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json';

const ROOT = path.resolve(__dirname, '../..');
const run = promisify(execFile);

/** Bytes of the package, and of what its installation takes, without the native engine. */
const MOST_PACKED = 15e6;
const MOST_INSTALLED = 250e6;

const SCENARIO = `import { z } from 'zod';
import { defineScenario, imagesOf } from 'topdown';

export default defineScenario({
  name: 'mine',
  shows: 'How many images there are.',
  options: { more: z.int().default(1).describe('to be added') },
  async run(experiment) {
    const { held } = await imagesOf(experiment, { split: 'test' });
    return { images: held.count + experiment.options.more };
  },
});
`;
const PROGRAM = `import { initialise, ops, startEngine } from 'topdown';

export const units = async (): Promise<number> => {
  await startEngine();
  const { layers } = initialise({ pixels: 784, hidden: [5], classes: 10 }, 1);
  const drive: ops.Tensor2D = ops.matMul(ops.ones([1, 784]), layers[0]!.bottomUp);
  return drive.shape[1];
};
`;
/** Tensors of topdown are tfjs-core's, and the other way; but not of another rank. */
const BESIDE_TFJS = `import 'topdown/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ops } from 'topdown';

export const ours: ops.Tensor2D = tf.tensor2d([[1]]);
export const theirs: tf.Tensor2D = ops.tensor2d([[1]]);
export const products = [tf.matMul(ours, theirs), ops.matMul(theirs, ours)];
// @ts-expect-error
export const wrong: tf.Tensor1D = ops.tensor2d([[1]]);
`;
const { devDependencies: NEEDED } = packageJson;
const COMPILERS = {
  '5.9': 'typescript',
  '6': path.join(ROOT, 'node_modules', 'typescript'),
};
const CONFIGURATIONS = [
  ['5.9', 'commonjs', 'node10'],
  ['5.9', 'nodenext', 'nodenext'],
  ['5.9', 'esnext', 'bundler'],
  ['6', 'commonjs', 'bundler'],
  ['6', 'nodenext', 'nodenext'],
  ['6', 'esnext', 'bundler'],
] as const;

describe.sequential('the package that npm packs, installed in an empty folder', () => {
  let folder: string;
  let packed: string;
  let missing: string | undefined;

  const here = (...parts: string[]) => path.join(folder, ...parts);
  const npx = (...args: string[]) => run('npx', ['--no-install', ...args], { cwd: folder });
  const npm = (args: string[], cwd: string) => run('npm', args, { cwd, maxBuffer: 2 ** 24 });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-package-'));
    const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], ROOT);
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [
      { filename: string },
    ];
    packed = here(filename);
    writeFileSync(here('package.json'), '{ "private": true }');
    const types = ['typescript@5.9.3', `@types/node@${NEEDED['@types/node']}`];
    try {
      await npm(['install', '--no-audit', '--no-fund', packed], folder);
      missing = undefined;
    } catch (error) {
      missing = `the packages cannot be fetched (${String(error).split('\n')[0]})`;
      return;
    }
    installed = bytesIn(here('node_modules'));
    await npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', ...types], folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let installed = 0;

  it('is small', ({ skip }) => {
    expect(statSync(packed).size).toBeLessThan(MOST_PACKED);
    if (missing) return skip(missing);
    expect(installed).toBeGreaterThan(50e6);
    expect(installed).toBeLessThan(MOST_INSTALLED);
  });

  it('says what is there and what to do', async ({ skip }) => {
    if (missing) return skip(missing);
    const { stdout } = await npx('topdown', 'doctor', '--engine', 'wasm');
    expect(stdout).toContain('engine: wasm');
    expect((await npx('topdown', 'setup', '--help')).stdout).toContain('--gpu');
  });

  it('trains, reports and recognises', async ({ skip }) => {
    if (missing) return skip(missing);
    const tiny = '--data-set drawn-digits --hidden 20,20 --train 500 --epochs 1 --json'.split(' ');
    const { stdout } = await npx('topdown', 'run', 'demo', ...tiny, '--engine', 'wasm');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', engine: { name: 'wasm' } });
    const [name] = readdirSync(here('runs', 'demo'));
    expect(readdirSync(here('runs', 'demo', name as string))).toContain('report.html');
  });

  it.for([undefined, 'module'] as const)(
    'runs a scenario of one’s own, in a project of type %s',
    async (type, { skip }) => {
      if (missing) return skip(missing);
      const own = here(`own-${type ?? 'commonjs'}`);
      mkdirSync(own);
      writeFileSync(path.join(own, 'package.json'), JSON.stringify(type ? { type } : {}));
      writeFileSync(path.join(own, 'mine.ts'), SCENARIO);
      const args = ['run', path.join(own, 'mine.ts'), '--data-set', 'drawn-digits', '--more', '2'];
      const { stdout } = await npx('topdown', ...args, '--json', '--engine', 'javascript');
      expect(JSON.parse(stdout).results.images).toBeGreaterThan(2);
    },
  );

  it('is imported from CommonJS and from modules', async ({ skip }) => {
    if (missing) return skip(missing);
    const use = 'startEngine("wasm").then(({ name }) => console.log(name))';
    writeFileSync(here('use.cjs'), `const { startEngine } = require('topdown'); ${use}`);
    writeFileSync(here('use.mjs'), `import { startEngine } from 'topdown'; ${use}`);
    for (const file of ['use.cjs', 'use.mjs'])
      expect((await run(process.execPath, [file], { cwd: folder })).stdout).toBe('wasm\n');
  });

  it.for(CONFIGURATIONS)(
    'has types for TypeScript %s with module %s, of its own and beside tfjs',
    async ([version, module, resolution], { skip }) => {
      if (missing) return skip(missing);
      writeFileSync(here('program.ts'), PROGRAM);
      writeFileSync(here('beside.ts'), BESIDE_TFJS);
      const flags = '--noEmit --strict --esModuleInterop --target es2022 --types node'.split(' ');
      const how = ['--module', module, '--moduleResolution', resolution];
      const tsc = path.resolve(here('node_modules'), COMPILERS[version], 'bin', 'tsc');
      // The declarations of tfjs-core itself contradict those of TypeScript 6: theirs are not checked.
      const checked = { 'program.ts': 'false', 'beside.ts': 'true' };
      const said = Object.entries(checked).map(async ([file, skipped]) => {
        const args = [tsc, ...flags, ...how, '--skipLibCheck', skipped, file];
        return run(process.execPath, args, { cwd: folder }).catch((error) => error);
      });
      for (const { stdout } of await Promise.all(said)) expect(stdout).toBe('');
    },
  );

  it('has nothing that publint or arethetypeswrong would change', async () => {
    const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name);
    const lint = await run(bin('publint'), ['--strict', packed], { cwd: ROOT });
    expect(lint.stdout).toContain('All good!');
    const types = await run(bin('attw'), [packed, '--no-color'], { cwd: ROOT });
    expect(types.stdout).toContain('No problems found');
  });
});

/** Bytes of all files in a folder. */
function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}
