import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topdownCommand } from '../support/command';
import { oneProcess } from '../support/one-process';

const ROOT = path.resolve(__dirname, '../..');
const doc = (name: string) => readFileSync(path.join(ROOT, 'docs', name), 'utf8');
const SMALL = '--data-set drawn-digits --train 300 --epochs 1'.split(' ');

const MINE = `import { z } from 'zod';
import { defineScenario } from 'topdown/experiments';
import { randomStream } from 'topdown';

export default defineScenario({
  name: 'mine',
  shows: 'A number.',
  options: { more: z.int().default(1).describe('what is added') },
  run: async ({ seed, options }) => ({ number: randomStream(seed).uniform() + options.more }),
});
`;

/** The blocks of TypeScript and JSON that name their file, by that name. */
function filesIn(text: string): [string, string][] {
  const blocks = text.matchAll(/^```(?:ts\n\/\/|json) (\S+)\n(.*?)^```/gms);
  return [...blocks].map(([, name, content]) => [name as string, content as string]);
}

const folders: string[] = [];
/** A folder that is there until all is done. */
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-extending-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const topdown = oneProcess();

/** The newest run of a scenario. */
const latest = (runs: string) => path.join(runs, readdirSync(runs).toSorted().at(-1) as string);

// In a folder in which `topdown` is not installed: the one that runs is what its files import.
describe('what docs/extending.md shows', () => {
  let folder: string;
  const record = (runs: string) =>
    JSON.parse(readFileSync(path.join(latest(path.join(folder, runs)), 'run.json'), 'utf8'));

  beforeAll(() => {
    folder = newFolder();
    for (const [name, content] of filesIn(doc('extending.md')))
      writeFileSync(path.join(folder, name), content);
  });

  /** What commands say that load this file first, and are to succeed. */
  const extended = (file: string) => {
    const extendedTopdown = oneProcess({ TOPDOWN_EXTENSIONS: file });
    return async (args: readonly string[]) => {
      const { code, stdout, stderr } = await extendedTopdown(args, folder);
      expect(code, stderr).toBe(0);
      return stdout;
    };
  };
  const withGoodness = extended('./rms-goodness.ts');
  const withTransform = extended('./one-to-one.ts');

  /** A command that tells how far a sweep over the training of one network has come. */
  const sweepOf = ([, ...options]: readonly string[]) =>
    ['sweep', 'recurrent-mnist', ...options, '--seeds', '17', '--dry-run', '--json'] as const;
  const finishedIn = (status: string) => JSON.parse(status).count.finished;

  it('trains a system of one’s own, sweeps it, and compares it with ours', async () => {
    const hidden = ['--hidden', '20,15'];
    const trained = await topdown(['run', './rms-scenario.ts', ...SMALL, ...hidden], folder);
    expect(trained.code, trained.stderr).toBe(0);
    expect(record('runs/rms').learning).toMatchObject({ system: 'recurrent-rms' });
    const run = latest(path.join(folder, 'runs/rms'));

    const sweep = ['sweep', './rms-scenario.ts', ...SMALL, ...hidden, '--seeds', '2'];
    const swept = await topdown(sweep, folder);
    expect(swept.code, swept.stderr).toBe(0);

    const ours = await topdown(['train', ...SMALL, ...hidden], folder);
    expect(ours.code, ours.stderr).toBe(0);
    const networks = `${run},${latest(path.join(folder, 'runs/recurrent-mnist'))}`;
    const compare = ['compare', '--network', networks, '--split', 'validation', '--images', '50'];
    const unknown = await topdownCommand([...compare, '--data-set', 'drawn-digits'], folder);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('TOPDOWN_EXTENSIONS');

    const clean = ['--conditions', 'clean', '--data-set', 'drawn-digits'];
    await withGoodness([...compare, ...clean]);
    const { extensions, results } = record('runs/compare-topdown-feedforward');
    expect(extensions).toEqual([
      { file: './rms-goodness.ts', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const systems = results.comparison.networks.map(({ system }: { system: string }) => system);
    expect(systems).toEqual(['recurrent-rms', 'recurrent']);
    const errors: { reading: string; networks: number }[] = results.comparison.errors;
    const byGoodness = errors.filter(({ reading }) => /^top-down(-\d+)?$/.test(reading));
    expect(byGoodness).toMatchObject([
      { reading: 'top-down', networks: 1 },
      { reading: 'top-down-2', networks: 1 },
    ]);
  });

  it('trains a network with a layer and a connection of one’s own', async () => {
    const past = ['train', ...SMALL, '--architecture', 'past.json'];
    const { code, stderr } = await topdown(past, folder);
    expect(code, stderr).toBe(0);
    expect(record('runs/recurrent-mnist').learning).toMatchObject({
      sizes: { hidden: [200, 100, 200] },
      connections: expect.arrayContaining(['layer_1 to layer_2: dense']),
    });

    const finished = async () => finishedIn((await topdown(sweepOf(past), folder)).stdout);
    expect(await finished()).toBe(1);
    appendFileSync(path.join(folder, 'past.json'), '\n');
    expect(await finished()).toBe(0); // it declares what may be another
  });

  it('trains and reads a network with a transform of one’s own, and says where that is not known', async () => {
    const train = ['train', ...SMALL, '--architecture', 'remembering.json'];
    const unknown = 'no transform "own:one-to-one": let TOPDOWN_EXTENSIONS';
    const untrained = await topdown(train, folder);
    expect(untrained.code).toBe(2);
    expect(untrained.stderr).toContain(`error: remembering.json: ${unknown}`);

    await withTransform(train);
    const { learning, extensions } = record('runs/recurrent-mnist');
    expect(learning.connections).toContain('layer_1 to layer_1: one to one');
    expect(extensions).toMatchObject([{ file: './one-to-one.ts' }]);
    expect(finishedIn(await withTransform(sweepOf(train)))).toBe(1);
    expect(finishedIn((await topdown(sweepOf(train), folder)).stdout)).toBe(0);
    const run = latest(path.join(folder, 'runs/recurrent-mnist'));
    const seven = path.join(ROOT, 'test/fixtures/pictures/seven-ok.png');
    const recognise = ['recognise', seven, '--network', run];
    expect(await withTransform(recognise)).toContain('seven-ok.png');
    const judged = ['--network', run, '--images', '20', '--data-set', 'drawn-digits'];
    await withTransform(['compare', ...judged, '--conditions', 'clean', '--split', 'validation']);
    const unread = await topdown(recognise, folder);
    expect(unread.code).toBe(2);
    expect(unread.stderr).toContain(`safetensors: ${unknown}`);
  });

  describe('a data set of one’s own', () => {
    // Eight images of each class in training, two in the test set: a bar as high as the class's number.
    const part = (each: number) => {
      const labels = Array.from({ length: 10 * each }, (_, at) => 1 + (at % 10));
      const planes = labels.flatMap((label) =>
        [0, 60, 120].map((grey) => {
          const plane = Buffer.alloc(96 * 96, grey);
          for (let column = 0; column < 96; column++)
            plane.fill(255, column * 96, column * 96 + label);
          return plane;
        }),
      );
      return { X: Buffer.concat(planes), y: Buffer.from(labels) };
    };
    const withPhotographs = extended('./stl-10.ts');
    const command = (...args: string[]) => withPhotographs(args);
    const asked = ['--data-set', 'stl-10', '--data', 'photos', '--hidden', '20,15'];

    beforeAll(() => {
      mkdirSync(path.join(folder, 'photos', 'stl10_binary'), { recursive: true });
      for (const [name, each] of [['train', 8] as const, ['test', 2] as const])
        for (const [kind, bytes] of Object.entries(part(each)))
          writeFileSync(path.join(folder, 'photos', 'stl10_binary', `${name}_${kind}.bin`), bytes);
    });

    it('is listed, read, trained on, compared, swept and recognised', async () => {
      expect(await command('data')).toMatch(/^stl-10 \(photographs .*: not here: /m);
      expect(await command('doctor')).toContain('  stl-10 (photographs');
      expect(await command('data', 'stl-10', '--data', 'photos')).toContain(
        'stl-10: 80 training and 20 test images of 96 × 96 × 3 pixels, 10 classes: airplane, bird',
      );
      const epochs = ['--epochs', '1', '--batch', '10'];
      await command('train', ...asked, ...epochs);
      const { data } = record('runs/recurrent-mnist');
      expect(data).toMatchObject({
        set: 'stl-10',
        checksums: { 'train_X.bin': expect.any(String) },
      });
      const run = latest(path.join(folder, 'runs/recurrent-mnist'));
      const clean = ['--network', run, '--conditions', 'clean', '--images', '13'];
      await command('compare', ...clean, ...asked.slice(0, 4));
      const swept = ['sweep', 'recurrent-mnist', ...asked, ...epochs, '--seeds', '2'];
      await command(...swept);
      const picture = encode({
        ...{ width: 96, height: 96, channels: 3 },
        data: part(1).X.subarray(0, 3 * 96 ** 2),
      });
      writeFileSync(path.join(folder, 'bars.png'), picture);
      const said = await command('recognise', 'bars.png', '--network', run, '--json');
      const { classNames, answers } = JSON.parse(said);
      expect(classNames).toEqual(
        'airplane bird car cat deer dog horse monkey ship truck'.split(' '),
      );
      expect(answers).toHaveLength(1);
      expect(answers[0].name).toBe(classNames[answers[0].label]);
      expect(answers[0].pixels).toHaveLength(96 * 96 * 3);
    });

    it('is not known without its file, which is said', async () => {
      const { code, stderr } = await topdown(['train', ...asked], folder);
      expect(code).toBe(2);
      expect(stderr).toContain('TOPDOWN_EXTENSIONS');
    });
  });

  it('imports what runs, beside another copy too, and Zod where there is none', async () => {
    const another = path.join(folder, 'node_modules', 'topdown');
    mkdirSync(another, { recursive: true });
    writeFileSync(path.join(another, 'index.js'), 'throw new Error("another copy");');
    writeFileSync(path.join(folder, 'mine.ts'), MINE);
    const { code, stdout, stderr } = await topdownCommand(['run', './mine.ts', '--help'], folder);
    rmSync(another, { recursive: true });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('what is added (default: 1)');
  });

  it('says what is wrong with an extension', async () => {
    process.env['TOPDOWN_EXTENSIONS'] = './nowhere.ts';
    try {
      const { code, stderr } = await topdownCommand(['data'], folder);
      expect(code).toBe(2);
      expect(stderr).toContain('TOPDOWN_EXTENSIONS names ./nowhere.ts, which is not there');
    } finally {
      delete process.env['TOPDOWN_EXTENSIONS'];
    }
  });
});

describe('what docs/architectures.md shows', () => {
  let folder: string;
  const commands = doc('architectures.md')
    .split('\n')
    .filter((line) => line.startsWith('npx topdown train'))
    .map((line) => line.replace(/ #.*/, '').replace('npx topdown ', '').trim().split(/\s+/));

  beforeAll(() => {
    folder = newFolder();
    const [, declaration] = /^```json\n(.*?)^```/ms.exec(doc('architectures.md')) ?? [];
    writeFileSync(path.join(folder, 'skipped.json'), declaration as string);
  });

  it.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const small = args.map((arg) =>
      arg.replace('300,300', '20,15').replace('14x14x8,7x7x16', '7x7x2,4x4x3'),
    );
    const { code, stderr } = await topdown([...small, ...SMALL], folder);
    expect(code, stderr).toBe(0);
    const run = latest(path.join(folder, 'runs/recurrent-mnist'));
    const { learning } = JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8'));
    expect(learning.connections.length).toBeGreaterThan(2);
  });
});
