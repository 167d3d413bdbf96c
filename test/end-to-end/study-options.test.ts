import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/experiments/finding';
import { begunRun } from '../support/begun-run';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

type Row = Readonly<Record<string, string | number | boolean>>;

const SMALL = '--network recurrent-300-300-seed-1 --data-set drawn-digits --json'.split(' ');

const topdown = oneProcess();

/** The run of a study of a small network that has learnt MNIST and looks at so many digits, with these options. */
async function runOf(study: string, options: string, images = 20): Promise<string> {
  const folder = temporaryFolder();
  const asked = [...options.split(' '), '--images', String(images), ...SMALL];
  const { code, stderr } = await topdown(['run', study, ...asked], folder);
  expect(code, stderr).toBe(0);
  return begunRun(path.join(folder, 'runs'), study) as string;
}

/** What such a study measures of the network. */
async function measured(...asked: Parameters<typeof runOf>): Promise<readonly Row[]> {
  const run = await runOf(...asked);
  const [line = ''] = readFileSync(path.join(run, 'measured.jsonl'), 'utf8').split('\n');
  return (JSON.parse(line) as { rows: Row[] }).rows;
}

/** The rows that agree with all that is asked. */
const where = (rows: readonly Row[], asked: Row) =>
  rows.filter((row) => Object.entries(asked).every(([name, value]) => row[name] === value));
const each = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

// Options that neither the defaults nor the tests of whole studies give another value.
describe('options of studies', () => {
  it('lesions --masks: an image’s error is the mean over so many draws', async () => {
    const rows = await measured('lesions', '--shares 0,0.5 --masks 2');
    expect(new Set(each(rows, 'goodness'))).toEqual(new Set([0, 50, 100]));
    expect(new Set(each(where(rows, { share: 0 }), 'goodness'))).toEqual(new Set([0, 100]));
  });

  it('priming --paces: walks take so many steps per morph level, and flip earlier when slow', async () => {
    const rows = await measured('priming', '--paces 1,32 --dampings 0.9 --pairs 2 --prime 2');
    const forwards = where(rows, { way: 'forwards' });
    expect(new Set(each(forwards, 'each'))).toEqual(new Set([1, 32]));
    const [fast, slow] = [1, 32].map((pace) => each(where(forwards, { each: pace }), 'flip'));
    expect(fast).toEqual(fast?.map(() => 1)); // damped as much, it stays with what it saw first
    for (const flip of slow ?? []) expect(flip).toBeLessThan(0.9);
  });

  it('dynamics --dampings, --video-images, --video-steps: ways, images and steps of the long video', async () => {
    const options = '--dampings 0,0.8 --video-images 2 --video-steps 20';
    const rows = await measured('dynamics', options, 30);
    const damped = each(rows, 'way').filter((way) => String(way).startsWith('damping'));
    expect(new Set(damped)).toEqual(new Set(['damping 0', 'damping 0.8']));
    for (const way of new Set(each(where(rows, { kind: 'rest' }), 'way') as string[]))
      expect(where(rows, { kind: 'rest', way })).toHaveLength(2); // without the option three, a tenth
    const moves = (way: string) => where(rows, { kind: 'move', way, layer: 1 });
    const steps = Array.from({ length: 20 }, (_, before) => before + 1);
    expect(each(moves('damping 0.8'), 'step')).toEqual(steps);
    const [quick, slow] = ['damping 0', 'damping 0.8'].map((way) => moves(way).at(-1)?.['moved']);
    expect(slow).toBeGreaterThan(Number(quick));
  });

  it('dynamics --images: one is refused before anything is written, for it has no other', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['run', 'dynamics', '--images', '1', ...SMALL], folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining('take at least 2 images')]);
    expect(begunRun(path.join(folder, 'runs'), 'dynamics')).toBeUndefined();
  });

  it('moving-digits --bar, --degrees: what is hidden, and how far it turns', async () => {
    const seldom = '--frames 8 --paces 1 --beside backpropagation-300-300-seed-1';
    const answers = async (options: string) => {
      const rows = await measured('moving-digits', `${options} ${seldom}`);
      return ['turning', 'passing-bar'].map(
        (motion) =>
          each(where(rows, { motion, reading: 'anew each frame' }), 'answers') as string[],
      );
    };
    const isSteady = (letters: string) => new Set(letters).size === 1;
    for (const film of await answers('--bar 0 --degrees 0'))
      expect(film.filter(isSteady)).toHaveLength(20);
    const [turned = [], hidden = []] = await answers('--bar 1 --degrees 180');
    expect(turned.filter(isSteady).length).toBeLessThan(10);
    // In the middle nothing is left of any image: all are taken for the same.
    expect(new Set(hidden.map((letters) => letters[4])).size).toBe(1);
  });
});

describe('claims', () => {
  const BESIDE = '--beside backpropagation-300-300-seed-1';
  it.each([
    [
      'priming',
      '--dampings 0.3 --paces 8 --pairs 3 --shares 5',
      /larger with damping|slow walk/,
      3,
    ],
    ['dynamics', '--dampings 0,0.3 --steps 8 --video-steps 16', /errs less after/, 11],
    [
      'dynamics',
      '--dampings 0.3,0.6 --steps 8 --video-steps 16',
      /not come to rest|to and fro/,
      10,
    ],
    ['lesions', '--shares 1 --masks 1 --noise 0', /than with|noisy/, 10],
    [
      'belief',
      '--validities 0.7 --temperatures 0.05 --pairs 3 --shares 5',
      /two states at temp/,
      9,
    ],
    ['reaction-time', `--conditions clean ${BESIDE}`, /^all conditions/, 5],
  ])(
    'of %s %s compare no setting with itself, and come once',
    async (study, options, no, count) => {
      const record = readFileSync(path.join(await runOf(study, options), 'run.json'), 'utf8');
      const { findings } = (JSON.parse(record) as { results: { findings: Finding[] } }).results;
      const claims = findings.map(({ claim }) => claim);
      expect(claims.filter((claim) => no.test(claim))).toEqual([]);
      expect(new Set(claims).size).toBe(claims.length);
      expect(claims).toHaveLength(count);
    },
  );
});
