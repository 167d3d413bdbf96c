import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryAway } from '../support/registry';

const ROOT = path.resolve(__dirname, '../..');
const run = promisify(execFile);
const python = process.env['TOPDOWN_PYTHON'];
const TYPES = path.join(ROOT, 'test', 'support', 'types-child.cjs');
const SEVEN = path.join(ROOT, 'test', 'fixtures', 'pictures', 'seven-ok.png');

/** Bytes of the package, and of what its installation takes, without the native engine. */
const MOST_PACKED = 15e6;
const MOST_INSTALLED = 250e6;

const SCENARIO = `import { z } from 'zod';
import { defineScenario, imagesOf } from 'topdown/experiments';

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
/** What is imported from beside the core: a file each in `src/public`. */
const SUBPATHS = readdirSync(path.join(ROOT, 'src', 'public')).map((file) =>
  path.basename(file, '.ts'),
);
const PROGRAM = `import { initialise, layersOf, neighbours, ops, startEngine } from 'topdown';
${SUBPATHS.map((name) => `import * as ${name} from 'topdown/${name}';`).join('\n')}

const interval: statistics.Share = statistics.wilson(3, 100);
export const names: string[] = stimuli.CONDITIONS.map(({ name }) => name);
export const all = [interval, ${SUBPATHS.join(', ')}];
export const units = async (): Promise<number> => {
  await startEngine();
  const layers = layersOf({ pixels: 784, hidden: [5], classes: 10 });
  const [bottomUp] = initialise(neighbours(layers, { topDown: true }), 1).weights;
  const drive: ops.Tensor2D = ops.matMul(ops.ones([1, 784]), bottomUp as ops.Tensor2D);
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
/** The programs that documents show, by their names, as they are where topdown is installed. */
const SHOWN = ['library', 'scenario', 'extending'].flatMap((name) => {
  const text = readFileSync(path.join(ROOT, 'docs', `${name}.md`), 'utf8');
  const programs = text.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gms);
  return [...programs].map(([, file, content]) => ({
    name: path.basename(file as string),
    text: (content as string).replaceAll(/'\.\.?\/src(?:\/public)?\b/g, "'topdown"),
  }));
});
/** Each with a few ways to be told of modules; in the first ones the libraries' declarations are checked, too. */
const COMPILERS = [
  {
    version: '5.9',
    compiler: 'typescript',
    whole: ['--module commonjs --moduleResolution node10'],
    others: [
      '--module nodenext --moduleResolution nodenext',
      '--module esnext --moduleResolution bundler',
    ],
  },
  {
    version: '6',
    compiler: path.join(ROOT, 'node_modules', 'typescript'),
    whole: [
      '--module commonjs --moduleResolution bundler',
      '--module nodenext --moduleResolution nodenext',
      '--module node16 --moduleResolution node16',
    ],
    others: ['--module esnext --moduleResolution bundler'],
  },
];

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
    try {
      // With scripts off, as is the rule in many places: none is needed.
      const options = ['--no-audit', '--no-fund', '--ignore-scripts'];
      await npm(['install', ...options, packed, 'typescript@5.9.3'], folder);
      missing = undefined;
    } catch (error) {
      const why = registryAway(error);
      if (why === undefined) throw error;
      missing = `the packages cannot be fetched (${why})`;
      return;
    }
    installed = bytesIn(here('node_modules')) - bytesIn(here('node_modules', 'typescript'));
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

  it('has a page whose files, and whose networks, are all there', async ({ skip }) => {
    if (missing) return skip(missing);
    const command = 'topdown serve --no-open --port 0'.split(' ');
    const server = spawn('npx', ['--no-install', ...command], {
      ...{ cwd: folder, detached: true },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
      const [address = ''] = line.split(' ');
      const asked = async (name: string) => {
        const response = await fetch(new URL(name, address));
        expect([name, response.status]).toEqual([name, 200]);
        return response;
      };
      const networks = (await (await asked('networks.json')).json()) as { file: string }[];
      expect(networks.map(({ file }) => path.basename(file, '.safetensors'))).toEqual([
        'recurrent-500-500-shifted',
        'recurrent-500-500',
      ]);
      for (const name of ['', 'page.js', 'worker.js', 'tfjs-backend-wasm-simd.wasm'])
        await asked(name);
      for (const { file } of networks) {
        const { length } = new Uint8Array(await (await asked(file)).arrayBuffer());
        expect(length).toBe(statSync(path.join(ROOT, 'models', path.basename(file))).size);
      }
    } finally {
      process.kill(-(server.pid as number), 'SIGTERM');
      await once(server, 'close');
    }
  });

  it('trains and reports without a network and a native engine, and says how to get that', async ({
    skip,
  }) => {
    if (missing) return skip(missing);
    const nowhere = 'http://127.0.0.1:9';
    const proxies = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, https_proxy: nowhere };
    const index = {
      PIP_INDEX_URL: `${nowhere}/simple`,
      PIP_EXTRA_INDEX_URL: '',
      PIP_FIND_LINKS: '',
    };
    const places = { HOME: here('home'), XDG_CACHE_HOME: here('cache') };
    const env = { ...process.env, ...proxies, ...index, ...places };
    const offline = (...args: string[]) =>
      run('npx', ['--no-install', 'topdown', ...args], { cwd: folder, env });
    const setUp = await offline('setup');
    const why = setUp.stderr.split('\n').filter((line) => line !== '' && !line.endsWith('…'));
    expect(why).toEqual([
      expect.stringMatching(/^setup: no native engine: .*TensorFlow.*, about 15/),
    ]);

    const tiny = '--data-set drawn-digits --hidden 20,20 --train 500 --epochs 1 --json'.split(' ');
    const { stdout, stderr } = await offline('run', 'demo', ...tiny);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', engine: { name: 'wasm' } });
    expect(stderr.match(/.*`npx topdown setup` installs it/g)).toHaveLength(1);
    const [name] = readdirSync(here('runs', 'demo'));
    expect(readdirSync(here('runs', 'demo', name as string))).toContain('report.html');
  });

  it.skipIf(!python)(
    'writes what xarray and pandas read (needs TOPDOWN_PYTHON)',
    async ({ skip }) => {
      if (missing) return skip(missing);
      const [name] = readdirSync(here('runs', 'demo'));
      const script = `import pandas, xarray
trace = xarray.open_zarr("traces.zarr")
metrics = pandas.read_parquet("metrics.parquet")
print(trace.complete, trace.sizes["hypothesis"], (metrics.metric == "error_percent").any())`;
      const how = { cwd: here('runs', 'demo', name as string) };
      const { stdout } = await run(python as string, ['-W', 'error', '-c', script], how);
      expect(stdout.trim()).toBe('True 10 True');
    },
  );

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

  it.for([undefined, 'module'] as const)(
    'hands an extension the program that runs, in a project of type %s',
    async (type, { skip }) => {
      if (missing) return skip(missing);
      const own = here(`extension-${type ?? 'commonjs'}`);
      mkdirSync(own);
      writeFileSync(path.join(own, 'package.json'), JSON.stringify(type ? { type } : {}));
      const register = `import { InputError } from 'topdown';
import { IDX, registerDataSet } from 'topdown/data';
const part = (name) => [{ name: name + '-images' }, { name: name + '-labels' }];
registerDataSet({ name: 'shells', about: 'shells', classNames: ['cockle', 'mussel'],
  shape: { rows: 2, columns: 2, channels: 1 }, format: IDX,
  files: { training: part('training'), test: part('test') } });`;
      const extended = (name: string, text: string) => {
        writeFileSync(path.join(own, name), text);
        const env = { ...process.env, TOPDOWN_EXTENSIONS: path.join(own, name) };
        return run('npx', ['--no-install', 'topdown', 'data'], { cwd: folder, env });
      };
      expect((await extended('shells.ts', register)).stdout).toContain('shells');
      // The error is the program's own, and so ends it as bad input.
      await expect(
        extended('refusing.ts', `${register}\nthrow new InputError('no shells today');`),
      ).rejects.toMatchObject({ code: 2, stderr: 'error: no shells today\n' });
    },
  );

  it('records activity beside extensions in TypeScript', async ({ skip }) => {
    if (missing) return skip(missing);
    writeFileSync(
      here('own.ts'),
      "import type { System } from 'topdown';\nexport type Own = System;",
    );
    writeFileSync(here('other.ts'), 'export const other: number = 1;');
    const both = [here('own.ts'), here('other.ts')].join(path.delimiter);
    const env = { ...process.env, TOPDOWN_EXTENSIONS: both };
    const [name] = readdirSync(here('runs', 'demo'));
    const network = here('runs', 'demo', name as string);
    const images = ['--data-set', 'drawn-digits', '--split', 'test', '--images', '0-1'];
    const args = ['trace', '--network', network, ...images, '--engine', 'javascript', '--json'];
    const { stdout } = await run('npx', ['--no-install', 'topdown', ...args], { cwd: folder, env });
    expect(JSON.parse(stdout).status).toBe('finished');
  });

  it('is imported from CommonJS and from modules', async ({ skip }) => {
    if (missing) return skip(missing);
    const use = 'startEngine("wasm").then(({ name }) => console.log(name))';
    const count = (name: string) => `console.log(Object.keys(${name}).length > 1);`;
    const required = SUBPATHS.map((name) => count(`require('topdown/${name}')`));
    const imported = SUBPATHS.map(
      (name) => `import * as ${name} from 'topdown/${name}'; ${count(name)}`,
    );
    const all = (lines: string[]) => lines.join('\n');
    writeFileSync(
      here('use.cjs'),
      `${all(required)}; const { startEngine } = require('topdown'); ${use}`,
    );
    writeFileSync(
      here('use.mjs'),
      `${all(imported)}; import { startEngine } from 'topdown'; ${use}`,
    );
    for (const file of ['use.cjs', 'use.mjs'])
      expect((await run(process.execPath, [file], { cwd: folder })).stdout).toBe(
        `${'true\n'.repeat(SUBPATHS.length)}wasm\n`,
      );
  });

  it('says how to get a large network, does with a small one, and takes it from a clone', async ({
    skip,
  }) => {
    if (missing) return skip(missing);
    const large = 'recurrent-2000-2000-shifted';
    const recognise = (...args: string[]) =>
      npx('topdown', 'recognise', SEVEN, '--json', '--engine', 'wasm', ...args);
    const { stdout, stderr } = await recognise();
    expect(stdout).toMatch(/models.recurrent-500-500\.safetensors",/);
    expect(stderr).toContain(`let TOPDOWN_MODELS name that`);
    await expect(recognise('--network', large)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        `put ${large}.safetensors, from the folder models of a clone`,
      ),
    });

    mkdirSync(here('damaged'));
    writeFileSync(here('damaged', `${large}.safetensors`), 'not that one');
    const script = `const { shippedModel } = require('topdown');
      for (const folder of process.argv.slice(1)) {
        process.env.TOPDOWN_MODELS = folder;
        try { console.log(shippedModel('${large}')); } catch (error) { console.log(error.message); }
      }`;
    const models = path.join(ROOT, 'models');
    const folders = [models, ROOT, 'damaged', 'nowhere'];
    const told = await run(process.execPath, ['-e', script, ...folders], { cwd: folder });
    expect(told.stdout.trim().split('\n')).toEqual([
      ...[models, models].map((one) => path.join(one, `${large}.safetensors`)),
      expect.stringMatching(/^damaged.* is not recurrent-2000-2000-shifted: its SHA-256/),
      'TOPDOWN_MODELS names nowhere, which is not a folder: correct or unset it',
    ]);
  });

  it.for(COMPILERS)(
    'has types for TypeScript $version, of its own and beside tfjs',
    async ({ compiler, whole, others }, { skip }) => {
      if (missing) return skip(missing);
      writeFileSync(here('program.ts'), PROGRAM);
      writeFileSync(here('beside.ts'), BESIDE_TFJS);
      for (const { name, text } of SHOWN) writeFileSync(here(name), text);
      // Node's own types are not installed here.
      const shown = SHOWN.filter(({ text }) => !text.includes("'node:")).map(({ name }) => name);
      const flags = '--noEmit --strict --esModuleInterop --target es2022'.split(' ');
      const check = (how: string, skipLibCheck: boolean, ...files: string[]) =>
        JSON.stringify([
          ...flags,
          ...how.split(' '),
          '--skipLibCheck',
          String(skipLibCheck),
          ...files,
        ]);
      // tfjs-core's own declarations contradict those of TypeScript 6: beside it they go unchecked.
      const checks = [
        ...whole.map((how) => check(how, false, 'program.ts')),
        check(whole[0] as string, true, ...shown),
        // Once with what is wrong: it alone is told.
        ...[...whole, ...others].map((how, at) =>
          check(how, true, 'program.ts', 'beside.ts', ...(at === 0 ? ['wrong.ts'] : [])),
        ),
      ];
      writeFileSync(here('wrong.ts'), BESIDE_TFJS.replace('// @ts-expect-error', ''));
      const typescript = path.resolve(here('node_modules'), compiler);
      const told = await run(process.execPath, [TYPES, typescript, ...checks], {
        cwd: folder,
      }).catch(({ stdout }) => ({ stdout: String(stdout) }));
      expect(told.stdout.match(/^(?:\S+: )?error TS.*/gm)).toEqual([
        expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS2322: /),
      ]);
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
