import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'fast-png';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/runs/run-record';
import { COLOURED, coloured, writeColoured } from '../support/coloured-pictures';
import { drawnImages, drawnWords, pixelsOf } from '../support/drawn';
import { oneProcess } from '../support/one-process';

const SMALL = '--hidden 30,30 --epochs 6 --batch 10 --seed 2'.split(' ');
const NAMES = Object.keys(COLOURED);

const inOneProcess = oneProcess();

describe('a folder of pictures in colour, a folder a class,', () => {
  let folder: string;
  let data: string;
  const topdown = (...args: string[]) => inOneProcess(args, folder);
  const text = (...names: string[]) => readFileSync(path.join(folder, ...names), 'utf8');
  let run: string;
  let said: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-own-'));
    data = path.join(folder, 'garden');
    writeColoured(data, 60);
    const trained = await topdown('train', '--data', data, ...SMALL);
    expect(trained.code, trained.stderr).toBe(0);
    said = trained.stderr;
    run = path.join(
      'runs',
      'recurrent-mnist',
      readdirSync(path.join(folder, 'runs', 'recurrent-mnist'))[0] as string,
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is learnt, said and recorded as what it is', () => {
    expect(said).toContain(`${data} has a data set of its own: 150 training and 30 test images`);
    expect(said).toContain('8 × 8 × 3 pixels, classes blue bird, green apple, red rose');
    const { data: found, results, dataSet } = JSON.parse(text(run, 'run.json')) as RunRecord;
    expect(dataSet).toBe('mnist');
    expect(found).toMatchObject({
      ...{ set: 'own', source: 'folder', path: data },
      testFrom: 'one in 6 of each class, drawn with seed 1',
      looks: { rows: 8, columns: 8, channels: 3, classNames: NAMES },
    });
    const { goodness } = (results as { validation: { goodness: number } }).validation;
    expect(goodness).toBeLessThan(20); // percent wrong; by chance it were 67
  });

  it('is in the report by name, in its colours', () => {
    const { document } = parseHTML(text(run, 'report.html'));
    const words = document.querySelector('#why-words')?.textContent ?? '';
    expect(words).toMatch(/^This is a (blue bird|green apple|red rose), /);
    const labels = [...document.querySelectorAll('.labels b')].map((one) => one.textContent);
    expect(labels).toEqual(NAMES);
    const picture = document.querySelector('#picture');
    const { colours, width, height } = pixelsOf(picture?.getAttribute('src') ?? '');
    expect([width, height, colours[0]?.length]).toEqual([8, 8, 3]);
    const [name = ''] = /(blue bird|green apple|red rose)/.exec(words) ?? [];
    const shares = COLOURED[name as keyof typeof COLOURED];
    const mean = (channel: number) =>
      colours.reduce((sum, colour) => sum + (colour[channel] as number), 0) / colours.length;
    const strongest = shares.indexOf(1 as never);
    for (const channel of [0, 1, 2].filter((one) => one !== strongest))
      expect(mean(strongest)).toBeGreaterThan(2 * mean(channel));
  });

  it('is drawn in its colours, its classes by name', () => {
    const figure = (name: RegExp) => {
      const figures = readdirSync(path.join(folder, run, 'figures'));
      return text(run, 'figures', figures.find((one) => name.test(one)) as string);
    };
    const fields = figure(/^receptive-fields.*svg$/);
    for (const { src } of drawnImages(fields)) expect(pixelsOf(src).colours[0]).toHaveLength(3); // and not the four of a grey field
    expect(drawnWords(fields).join(' ')).toContain('middle grey');
    expect(drawnWords(figure(/^confusion-matrix.*svg$/))).toEqual(expect.arrayContaining(NAMES));
    expect(drawnWords(figure(/^generative-fields.*svg$/))).toEqual(expect.arrayContaining(NAMES));
  });

  it('is recognised: pictures of any size are fitted, and not made grey', async () => {
    const small = coloured('green apple', 999);
    const light = (at: number) => 100 + 60 * ((Math.floor(at / 8) + Math.floor(at / 512)) % 3);
    const wide = encode({
      ...{ width: 64, height: 40, channels: 3 },
      data: Uint8Array.from({ length: 64 * 40 * 3 }, (_, at) =>
        Math.round(light(Math.floor(at / 3)) * (COLOURED['red rose'][at % 3] as number)),
      ),
    });
    writeFileSync(path.join(folder, 'small.png'), small);
    writeFileSync(path.join(folder, 'wide.png'), wide);
    const { code, stdout, stderr } = await topdown(
      'recognise',
      'small.png',
      'wide.png',
      '--network',
      run,
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/small\.png: green apple, ahead of (blue bird|red rose) by/);
    expect(stdout).toMatch(/wide\.png: red rose, ahead of (blue bird|green apple) by/);
    expect(stdout).toContain('its middle, fitted in its colours');
    expect(stderr).not.toContain('as digits');
    const json = await topdown(
      'recognise',
      'small.png',
      '--network',
      run,
      '--json',
      '--prepared',
      'seen',
    );
    const { classNames, answers } = JSON.parse(json.stdout);
    expect(classNames).toEqual(NAMES);
    expect(answers[0]).toMatchObject({ label: 1, name: 'green apple' });
    expect(answers[0].pixels).toHaveLength(192);
    const same = await topdown('recognise', 'seen', '--as-is', '--network', run, '--json');
    expect(JSON.parse(same.stdout).answers[0].pixels).toEqual(answers[0].pixels);
  });

  it.each([
    'compare --conditions clean,shift,digit-clutter --images 20 --network RUN',
    'trace --images 0-1 --network RUN',
    'run label-in-image --hidden 20 --epochs 1 --batch 10',
    'run hybrid-images --hidden 20 --epochs 1 --batch 10',
    'run backpropagation --hidden 20 --epochs 1 --batch 10',
    'run dynamics --images 12 --network RUN',
  ])('is looked at and learnt by %s', async (command) => {
    const typed = command.split(' ').map((word) => (word === 'RUN' ? run : word));
    const { code, stderr } = await topdown(...typed, '--data', data);
    expect(code, stderr).toBe(0);
  });

  it('is resumed, and repeated by the command in its report', async () => {
    const { document } = parseHTML(text(run, 'report.html'));
    const command = document.querySelector('pre code')?.textContent ?? '';
    expect(command).toContain(`--data-set own --data ${data}`);
    const record = JSON.parse(text(run, 'run.json'));
    writeFileSync(
      path.join(folder, run, 'run.json'),
      JSON.stringify({ ...record, status: 'interrupted', results: undefined }),
    );
    const { code, stderr } = await topdown('train', '--resume', run);
    expect(code, stderr).toBe(0);
  });

  it('is refused where another network was trained on other images', async () => {
    const { code, stderr } = await topdown(
      'compare',
      '--network',
      'recurrent-500-500',
      '--images',
      '20',
      '--data',
      data,
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /takes 28 × 28 pixels and 10 classes; garden .* has 8 × 8 × 3 pixels and 3 classes/,
    );
  });
});
