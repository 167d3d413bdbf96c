import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/backend';
import { EnvironmentError } from '../../src/input/errors';
import { writeOnlyIf } from '../../src/machine/files';
import { fileSha256 } from '../../src/machine/sha256';
import { traceStore } from '../../src/observation/trace-store';
import { runRecord } from '../../src/runs/run-record';
import { type Shipping, shipModel } from '../../src/trained/ship-model';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { smallDataSet } from '../support/idx-bytes';
import { oneProcess } from '../support/one-process';

const topdown = oneProcess();

const DRAWN = '--data-set drawn-digits';
const ROOT = path.resolve(__dirname, '../..');
const PICTURE = path.join(ROOT, 'test/fixtures/pictures/seven-ok.png');

/** Writes a small data set's files into this folder, which it returns. */
function idxFiles(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(smallDataSet(600, 20, 5, 5)))
    writeFileSync(path.join(folder, name), bytes);
  return folder;
}

const SMALL = '--hidden 9 --train 100 --epochs 1'.split(' ');

/** The run in a working folder. */
function onlyRun(folder: string): string {
  const runs = path.join('runs', 'recurrent-mnist');
  return path.join(runs, readdirSync(path.join(folder, runs))[0] as string);
}

describe('what cannot be done is seen before anything is made:', () => {
  it.each([
    ['train --data nowhere', 'nowhere, given by --data, is not a folder'],
    ['run priming --data nowhere', 'nowhere, given by --data, is not a folder'],
    [`run reproduce-recurrent ${DRAWN} --window 9-12`, 'only 8: choose --steps 12'],
    [`run demo ${DRAWN} --images 0-5000`, 'there is no image 5000'],
    [`trace ${DRAWN} --at-steps 9`, 'there is no step 9'],
    [`trace ${DRAWN} --network nowhere`, 'there is no nowhere'],
    [`trace ${DRAWN} --network recurrent-500-500 --window 9`, 'choose --steps 9'],
    [`run objective ${DRAWN} --train 600 --window 9-12`, 'only 8: choose --steps 12'],
    [`run objective ${DRAWN} --train 50`, 'a batch of 100 is more than the 50 images'],
    [`run memory-by-depth ${DRAWN} --batch 90000`, 'a batch of 90000 is more than'],
    [`run lesions ${DRAWN} --network recurrent-500-500,nowhere`, 'there is no nowhere'],
    [
      `run lesions ${DRAWN} --network backpropagation-300-300-seed-1`,
      'is of the system backpropagation',
    ],
    [`run completion ${DRAWN} --beside nowhere`, 'there is no nowhere'],
    [`run imagery ${DRAWN} --beside nowhere`, 'there is no nowhere'],
    [`run representation ${DRAWN} --images 19`, 'take 20 images or more'],
  ])('topdown %s', async (typed, says) => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(typed.split(' '), folder);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^(run|report): /m);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['results --write folder', 'cannot write folder: that path is a folder'],
    ['results --write none/page.md', 'there is no folder none'],
    ['results --records file', 'file is a file: name a folder for the records'],
    [`recognise ${PICTURE} --prepared file`, 'file is a file: name a folder for the prepared'],
    [`recognise ${PICTURE} --prepared file/in`, '/file is a file: name a folder'],
    [`sweep demo ${DRAWN} --seeds 2 --plan folder`, 'cannot write folder: that path is a folder'],
    [`sweep demo ${DRAWN} --seeds 2 --plan file/plan`, '/file is a file: name a folder for the'],
    ['sweep status nowhere --page none/page.html', 'there is no folder none'],
  ])('a place that cannot be written: topdown %s', async (typed, says) => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'folder'));
    writeFileSync(path.join(folder, 'file'), '');
    const { code, stdout, stderr } = await topdown(typed.split(' '), folder);
    expect(stderr).toContain(says);
    expect([code, stdout]).toEqual([2, '']);
    expect(readdirSync(folder, { recursive: true })).toEqual(['file', 'folder']);
  });

  it('topdown train --engine wasm --tensorboard', async () => {
    const folder = temporaryFolder();
    const typed = `train ${DRAWN} --engine wasm --tensorboard`;
    const { code, stderr } = await topdownCommand(typed.split(' '), folder);
    expect(stderr).toContain('leave out --tensorboard');
    expect(stderr).not.toMatch(/^(run|report): /m);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a run that cannot go on stays as it was', async () => {
    const folder = temporaryFolder();
    const data = idxFiles(path.join(folder, 'data'));
    const train = ['train', ...SMALL, '--data', data];
    expect((await topdown(train, folder)).code).toBe(0);
    const run = path.join(folder, onlyRun(folder));
    const file = path.join(run, 'run.json');
    const { results: _, ...record } = runRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(file, JSON.stringify({ ...record, status: 'interrupted' }));
    const before = readFileSync(file, 'utf8');
    rmSync(data, { recursive: true });
    const { code, stderr } = await topdown(['train', '--resume'], folder);
    expect(stderr).toContain('given by --data, is not a folder');
    expect(stderr).not.toMatch(/^(run|report): /m);
    expect(code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
    idxFiles(data);
    const again = await topdown(['train', '--resume'], folder);
    expect(again.code, again.stderr).toBe(0); // it was left, so that others can go on
  });
});

describe('topdown export', () => {
  it('writes no network without its card, where the data are gone or the card cannot be', async () => {
    const folder = temporaryFolder();
    const data = idxFiles(path.join(folder, 'data'));
    expect((await topdown(['train', ...SMALL, '--data', data], folder)).code).toBe(0);
    const run = onlyRun(folder);
    const model = path.join(folder, 'models', 'one.safetensors');
    mkdirSync(path.join(path.dirname(model), 'one.json', 'in-its-way'), { recursive: true });
    const blocked = await topdown(['export', run, model], folder);
    expect(blocked.code, blocked.stderr).toBe(2);
    expect(readdirSync(path.dirname(model))).not.toContain('one.safetensors');
    rmSync(path.dirname(model), { recursive: true });
    mkdirSync(path.dirname(model));

    rmSync(data, { recursive: true });
    const gone = await topdown(['export', run, model], folder);
    expect(gone.code).toBe(2);
    expect(gone.stderr).toContain('given by --data, is not a folder');
    expect(readdirSync(path.dirname(model))).toEqual([]);

    idxFiles(data);
    expect((await topdown(['export', run, model], folder)).code).toBe(0);
    const files = ['one.json', 'one.md', 'one.safetensors'];
    expect(readdirSync(path.dirname(model)).sort()).toEqual(files);
  });
});

describe('a model and its cards', () => {
  async function trainedRun(): Promise<string> {
    const folder = temporaryFolder();
    const data = idxFiles(path.join(folder, 'data'));
    expect((await topdown(['train', ...SMALL, '--data', data], folder)).code).toBe(0);
    await startEngine();
    return path.join(folder, onlyRun(folder));
  }

  /** Exports a run to this folder as `one`; `look` is called before a file there is written or gets its name. */
  async function ship(run: string, models: string, look: () => void, shipping: Shipping = {}) {
    const progress = () => ({ advance: () => undefined, done: () => undefined });
    const { signal } = new AbortController();
    const free = writeOnlyIf(models, look);
    const file = path.join(models, 'one.safetensors');
    await shipModel({ progress, signal }, run, file, shipping).finally(free);
  }

  const namedIn = (models: string) =>
    readdirSync(models)
      .filter((name) => !name.endsWith('.tmp'))
      .sort();

  it('get their names one by one, the network last, so that none is ever without its cards', async () => {
    const models = temporaryFolder();
    const seen: string[][] = [];
    await ship(await trainedRun(), models, () => seen.push(namedIn(models)));
    expect(seen.slice(-3)).toEqual([[], ['one.json'], ['one.json', 'one.md']]);
    expect(namedIn(models)).toEqual(['one.json', 'one.md', 'one.safetensors']);
  });

  it('belong together at every moment, unless the checksum in the card for programs is another', async () => {
    const [run, models] = [await trainedRun(), temporaryFolder()];
    await ship(run, models, () => undefined);
    const read = (ending: string) => readFileSync(path.join(models, `one.${ending}`), 'utf8');
    const seen: { stated: boolean; shown: boolean }[] = [];
    const look = () => {
      const sum = fileSha256(path.join(models, 'one.safetensors'));
      seen.push({ stated: read('json').includes(sum), shown: read('md').includes(sum) });
    };
    await ship(run, models, look, { bits: 3 });
    look();
    expect(seen).toContainEqual({ stated: false, shown: true });
    expect(seen).not.toContainEqual({ stated: true, shown: false });
    expect(seen.at(-1)).toEqual({ stated: true, shown: true });
  });

  it('are taken away again where the last of them cannot be written', async () => {
    const models = temporaryFolder();
    let left = 2;
    const full = () => {
      if (left-- === 0) throw new EnvironmentError('the disk is full');
    };
    await expect(ship(await trainedRun(), models, full)).rejects.toThrow('the disk is full');
    expect(readdirSync(models)).toEqual([]);
  });
});

describe('a trace', () => {
  it('has a root from the first moment that it is there', async () => {
    const folder = path.join(temporaryFolder(), 'one.zarr');
    mkdirSync(`${folder}.tmp/image`, { recursive: true }); // of one that was killed
    let made = false;
    const store = traceStore(folder, new Uint8Array(7)).then(() => {
      made = true;
    });
    while (!made) {
      if (existsSync(folder)) expect(readdirSync(folder)).toContain('zarr.json');
      await setImmediate();
    }
    await store;
    expect(readdirSync(path.dirname(folder))).toEqual(['one.zarr']);
  });

  it('that is killed then says that it is not complete', async () => {
    const folder = path.join(temporaryFolder(), 'killed.zarr');
    const child = spawn(
      process.execPath,
      ['-r', './bin/sources.cjs', path.join(__dirname, 'trace-child.ts'), folder],
      { cwd: ROOT, stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (!existsSync(folder)) await setImmediate();
    child.kill('SIGKILL');
    await ended;
    const root = JSON.parse(readFileSync(path.join(folder, 'zarr.json'), 'utf8'));
    expect(root).toMatchObject({ node_type: 'group', attributes: { complete: false } });
  });
});
