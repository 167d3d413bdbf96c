import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { encodeCheckpoint } from '../../src/learning/checkpoint';
import { newLearner } from '../../src/learning/learner';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { disposeNetwork } from '../../src/network/network';
import { evaluate } from '../../src/perception/evaluate';
import { loadTrained } from '../../src/trained/network-files';
import { recurrent } from '../support/architectures';
import type { Ended } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';
import { settingsOf } from '../support/learners';
import { oneProcess } from '../support/one-process';
import { pngBytes } from '../support/png-bytes';

const PICTURES = path.resolve(__dirname, '../fixtures/pictures');
const SEVENS = [
  'seven-black-on-transparent.png',
  'seven-canvas-280-black-on-white.png',
  'seven-canvas-280-transparent.png',
  'seven-inverted.png',
  'seven-off-centre.png',
  'seven-ok.png',
  'seven-photo.png',
  'seven-progressive.jpg',
  'seven-turned.jpg',
];
const SMALL = ['--network', 'recurrent-500-500'];

interface Told {
  network: string;
  answers: {
    file: string;
    image?: number;
    label: number;
    runnerUp: number;
    margin: number;
    readout: number;
    scores: number[];
    prepared?: { inverted: boolean; evened: boolean } | null;
    pixels?: number[];
    kept?: string;
  }[];
  refused: { file: string; reason: string }[];
}

const topdown = oneProcess();
const recognise = (args: readonly string[], folder = temporaryFolder()) =>
  topdown(['recognise', ...args], folder);

const told = ({ stdout }: Ended) => JSON.parse(stdout) as Told;

describe('topdown recognise', () => {
  it('answers all sevens of a folder with 7, refuses the blank, and tells what is no picture', async () => {
    const folder = temporaryFolder();
    const pictures = path.join(folder, 'pictures');
    mkdirSync(path.join(pictures, 'within'), { recursive: true });
    for (const name of readdirSync(PICTURES))
      copyFileSync(path.join(PICTURES, name), path.join(pictures, name));
    writeFileSync(path.join(pictures, 'notes.txt'), 'sevens');
    const seen = path.join(folder, 'seen');
    const ended = await recognise([pictures, '--json', '--prepared', seen], folder);
    const { network, answers, refused } = told(ended);
    expect(network).toMatch(/recurrent-2000-2000-shifted/);
    expect(answers.map(({ file }) => path.basename(file))).toEqual(SEVENS);
    for (const { label, readout, scores, runnerUp, margin, pixels, kept } of answers) {
      expect(label).toBe(7);
      expect(readout).toBe(7);
      const [best, next] = [...scores].sort((one, other) => other - one) as [number, number];
      expect([scores[7], scores[runnerUp]]).toEqual([best, next]);
      expect(margin).toBeCloseTo(best - next);
      expect([...decode(readFileSync(kept as string)).data]).toEqual(pixels);
    }
    const inverted = answers.filter(({ prepared }) => prepared?.inverted);
    expect(inverted).toHaveLength(SEVENS.length - 2);
    const evened = answers.filter(({ prepared }) => prepared?.evened);
    expect(evened.map(({ file }) => path.basename(file))).toEqual(SEVENS.slice(-3));
    expect(refused.map(({ file, reason }) => [path.basename(file), reason])).toEqual([
      ['blank-black.png', expect.stringMatching(/blank-black\.png is blank/)],
      ['blank-white.png', expect.stringMatching(/blank-white\.png is blank/)],
      ['jpeg-named.png', expect.stringMatching(/jpeg-named\.png is a damaged JPEG/)],
    ]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('3 of 12 files could not be recognised');
    expect(ended.stderr).toMatch(/left out: .*notes\.txt/);
  });

  it('tells in words what it did, what the network saw, and how sure it is', async () => {
    const { stdout, stderr, code } = await recognise([
      path.join(PICTURES, 'seven-photo.png'),
      ...SMALL,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /seven-photo\.png: 7, ahead of \d by \d\.\d{3} in goodness per unit \(readout: 7\)/,
    );
    expect(stdout).toContain('dark ink on light ground: inverted; uneven light: evened; ink of');
    expect(stdout.split('\n').filter((line) => /^[ ░▒▓█]{28}$/.test(line))).toHaveLength(14);
    expect(stdout).toContain('│ 7 ←');
    expect(stderr).toMatch(/network: .*recurrent-500-500\.safetensors, which has learnt mnist\n/);
  });

  it('takes the shipped network, whatever was trained here', async () => {
    const folder = temporaryFolder();
    const learner = newLearner(recurrent({ pixels: 784, hidden: [5], classes: 10 }), 1);
    const checkpoints = path.join(folder, 'runs', 'recurrent-mnist', 'a-run', 'checkpoints');
    mkdirSync(checkpoints, { recursive: true });
    writeFileSync(
      path.join(checkpoints, 'epoch-00001-batch-000000.safetensors'),
      encodeCheckpoint(RECURRENT, learner, settingsOf()),
    );
    const ended = await recognise([path.join(PICTURES, 'seven-ok.png'), '--json'], folder);
    expect(told(ended).network).toMatch(/models.recurrent-2000-2000-shifted\.safetensors$/);
  });

  it('takes the images of an IDX file as they are, and a picture with --as-is', async () => {
    const folder = temporaryFolder();
    const { test } = drawnDigits({ training: 1, test: 12, seed: 5 });
    const file = path.resolve(__dirname, '../../models/recurrent-500-500.safetensors');
    const { network, settings } = await loadTrained(RECURRENT, file);
    const expected = await firstValueFrom(evaluate(network, test, settings));
    disposeNetwork(network);

    const beside = path.join(folder, 'data');
    mkdirSync(beside);
    writeFileSync(path.join(beside, 'twelve'), idxBytes([12, 28, 28], test.pixels));
    writeFileSync(path.join(beside, 'labels'), idxBytes([12], test.labels));
    writeFileSync(path.join(beside, 'packed'), gzipSync(idxBytes([12], test.labels)));
    const data = test.pixels.slice(0, 784);
    writeFileSync(
      path.join(folder, 'one.png'),
      encode({ width: 28, height: 28, data, channels: 1 }),
    );
    const ended = await recognise(['data', 'one.png', '--as-is', '--json', ...SMALL], folder);
    expect(ended.code, ended.stderr).toBe(0);
    for (const name of ['labels', 'packed'])
      expect(ended.stderr).toContain(`left out: ${path.join('data', name)} is neither`);
    const { answers } = told(ended);
    const labels = [...(expected.goodness as Uint8Array)];
    expect(answers.map(({ label }) => label)).toEqual([...labels, labels[0]]);
    expect(answers.map(({ readout }) => readout)).toEqual([
      ...expected.readout,
      expected.readout[0],
    ]);
    expect(answers.map(({ image }) => image)).toEqual([...labels.keys(), undefined]);
    expect(answers[12]).toMatchObject({ prepared: null, pixels: [...data] });

    const canvas = path.join(PICTURES, 'seven-canvas-280-black-on-white.png');
    const refused = await recognise([canvas, '--as-is', ...SMALL]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/280 pixels wide and 280 high, but the network sees 28 × 28/);
  });

  it('prepares pictures for what a network sees and has learnt, or says that it cannot', async () => {
    const folder = temporaryFolder();
    const network = (name: string, pixels: number) => {
      const learner = newLearner(recurrent({ pixels, hidden: [5], classes: 3 }), 1);
      writeFileSync(path.join(folder, name), encodeCheckpoint(RECURRENT, learner, settingsOf()));
    };
    network('square', 64);
    network('oblong', 12);
    const seven = path.join(PICTURES, 'seven-photo.png');
    const square = told(await recognise([seven, '--network', 'square', '--json'], folder));
    expect(square.answers[0]?.pixels).toHaveLength(64);
    const oblong = await recognise([seven, '--network', 'oblong'], folder);
    expect(oblong.code).toBe(2);
    expect(oblong.stderr).toMatch(/oblong takes 12 pixels, which do not form a square/);
  });
});

describe('what is no picture is refused at once:', () => {
  it('a pipe that nobody writes to, a device, an empty folder, a PNG that unpacks to 230 MB', async () => {
    const folder = temporaryFolder();
    execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(folder, 'pipe')]);
    mkdirSync(path.join(folder, 'empty'));
    const packed = deflateSync(Buffer.alloc(230_000_000));
    writeFileSync(
      path.join(folder, 'bomb.png'),
      pngBytes({ width: 28, height: 28, depth: 8, colour: 0, rows: [], packed }),
    );
    for (const [name, reason] of [
      ['pipe', /pipe is .*not a file|pipe is not a file/],
      ['/dev/zero', /\/dev\/zero is /],
      ['empty', /no PNG, JPEG or IDX file of images in the folder empty/],
      ['bomb.png', /bomb\.png is a damaged PNG \(more pixels follow than it declares\)/],
    ] as const) {
      const { code, stderr } = await recognise([name, ...SMALL], folder);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(code).toBe(2);
    }
  });

  it('a folder for what was seen that holds the pictures themselves', async () => {
    const folder = temporaryFolder();
    copyFileSync(path.join(PICTURES, 'seven-ok.png'), path.join(folder, 'seven.png'));
    const { code, stderr } = await recognise(['seven.png', '--prepared', '.'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/name another folder for --prepared/);
    expect(readdirSync(folder)).toEqual(['seven.png']);
  });
});
