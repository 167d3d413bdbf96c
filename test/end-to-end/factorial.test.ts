import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneProcess } from '../support/one-process';

const topdown = oneProcess();
const SMALL = ['--hidden', '12,12', '--epochs', '1', '--images', '20'];
const SET = ['--data-set', 'drawn-digits'];

interface Judged {
  readonly condition: string;
  readonly goodness: number;
}

/** The results of the runs of a scenario, the earliest first. */
function resultsOf(folder: string, scenario: string) {
  const runs = path.join(folder, 'runs', scenario);
  return readdirSync(runs)
    .sort()
    .map((run) => JSON.parse(readFileSync(path.join(runs, run, 'run.json'), 'utf8')))
    .map(({ options, seed, results }) => ({ ...options, seed, ...results }));
}

describe('the factorial', () => {
  let folder: string;
  const train = (arm: string, seed: number, ...more: string[]) => {
    const kind = ['--arm', arm, '--seed', String(seed), '--train', '200', ...more];
    return topdown(['run', 'factorial', ...SMALL, ...SET, ...kind], folder);
  };
  const contrast = (...more: string[]) =>
    topdown(['run', 'factorial-contrasts', ...SMALL, ...SET, ...more], folder);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-'));
    for (const seed of [1, 2])
      for (const arm of ['none', 'top-down']) expect((await train(arm, seed)).code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('contrasts networks of one seed with each other', async () => {
    expect((await contrast()).code).toBe(0);
    const error = (arm: string, seed: number): number => {
      const network = resultsOf(folder, 'factorial').find(
        (one) => one.arm === arm && one.seed === seed,
      );
      return network.judged.find(({ condition }: Judged) => condition === 'clean').goodness;
    };
    const [{ findings, trials }] = resultsOf(folder, 'factorial-contrasts');
    expect(trials).toHaveLength(4);
    expect(findings[0].claim).toBe('clean images: top-down errs less than none');
    expect(findings[0].each).toEqual(
      [1, 2].map((seed) => error('top-down', seed) - error('none', seed)),
    );
    expect(findings[0].networks).toBe(2);
  });

  it('adds networks to those that an earlier record holds', async () => {
    const [first] = readdirSync(path.join(folder, 'runs', 'factorial-contrasts'));
    const record = path.join('runs', 'factorial-contrasts', first as string, 'run.json');
    for (const rule of ['predictive-coding', 'backpropagation-through-time'])
      expect((await train('top-down', 3, '--rule', rule, '--diet', 'clutter')).code).toBe(0);
    expect((await contrast('--from', `${record},runs/factorial`)).code).toBe(0);
    expect(resultsOf(folder, 'factorial-contrasts').at(-1).trials).toHaveLength(6);
  });

  it('takes those that learnt from as many images as it is told', async () => {
    const trained = ['--arm', 'none', '--seed', '1', '--train', '100'];
    expect((await topdown(['run', 'factorial', ...SMALL, ...SET, ...trained], folder)).code).toBe(
      0,
    );
    const mixed = await contrast();
    expect([mixed.code, mixed.stderr]).toEqual([2, expect.stringContaining('by --train')]);
    const one = await contrast('--train', '100');
    expect([one.code, one.stderr]).toEqual([0, expect.stringContaining('No contrast yet')]);
    expect(resultsOf(folder, 'factorial-contrasts').at(-1).trials).toHaveLength(1);
  });

  it('says what it lacks, and what does not go together', async () => {
    const none = await contrast('--images', '21');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('docs/factorial.md')]);
    const nowhere = await contrast('--from', 'nowhere');
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('nowhere')]);
    const dropped = await train('none', 1, '--rule', 'predictive-coding', '--dropout', '0.5');
    expect([dropped.code, dropped.stderr]).toEqual([2, expect.stringContaining('dropout')]);
  });
});
