import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/runs/run-record';
import type { Ended } from '../support/command';
import { writeLetters } from '../support/letters';
import { oneProcess } from '../support/one-process';
import { changeRecord } from '../support/run-record';

const SMALL = '--hidden 60,60 --epochs 4 --seed 2'.split(' ');
const LABELLING = { classes: 26, firstLabel: 1 };

const command = oneProcess();

describe('images of 26 classes, whose labels begin with 1,', () => {
  let folder: string;
  let data: string;
  let refused: Ended;
  let options: string[];
  let run: string;
  const topdown = (...args: string[]) => command(args, folder);
  const recordIn = (of: string) =>
    JSON.parse(readFileSync(path.join(folder, of, 'run.json'), 'utf8')) as RunRecord;
  const onlyRun = (scenario: string) => {
    const runs = readdirSync(path.join(folder, 'runs', scenario));
    expect(runs).toHaveLength(1);
    return path.join('runs', scenario, runs[0] as string);
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-letters-'));
    data = path.join(folder, 'letters');
    writeLetters(data);
    refused = await topdown('train', '--data', data, ...SMALL, '--runs', 'refused');
    options = /give (--classes \d+ --first-label \d+)/.exec(refused.stderr)?.[1]?.split(' ') ?? [];
    const trained = await topdown('train', '--data', data, ...options, ...SMALL);
    expect(trained.code, trained.stderr).toBe(0);
    run = onlyRun('recurrent-mnist');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are refused as ten digits, and told how to be asked for', () => {
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/train-labels-idx1-ubyte gives image \d+ the label \d\d/);
    expect(options).toEqual(['--classes', '26', '--first-label', '1']);
  });

  it('are learnt, judged and recorded', () => {
    const { classes, firstLabel, data: found, learning, results } = recordIn(run);
    expect({ classes, firstLabel }).toEqual(LABELLING);
    expect(found).toMatchObject({ set: 'mnist', ...LABELLING });
    expect(learning).toMatchObject({ sizes: { classes: 26 } });
    const { readout } = (results as { validation: { readout: number } }).validation;
    expect(readout).toBeLessThan(88); // percent wrong; by chance it were 96
    const report = readFileSync(path.join(folder, run, 'report.html'), 'utf8');
    expect(report).toContain('--classes 26 --first-label 1');
  });

  it.each([
    'compare --conditions clean --images 50',
    'trace --images 0-1',
    'run representation --images 20', // of some classes there is none
  ])('are looked at by %s', async (typed) => {
    const given = ['--network', run, '--data', data, ...options];
    const { code, stderr } = await topdown(...typed.split(' '), ...given);
    expect(code, stderr).toBe(0);
  });

  it('stay what they are when a run goes on', async () => {
    for (const lost of [{}, { data: undefined }]) {
      const stopped = `stopped-${Object.keys(lost).length}`;
      cpSync(path.join(folder, run), path.join(folder, stopped), { recursive: true });
      const change = { status: 'interrupted', results: undefined, ...lost } as const;
      changeRecord(path.join(folder, stopped), change);
      const { code, stderr } = await topdown('train', '--resume', stopped, '--data', data);
      expect(code, stderr).toBe(0);
      expect(recordIn(stopped)).toMatchObject({
        ...LABELLING,
        data: LABELLING,
        status: 'finished',
      });
    }
  });

  it('are what a network that is exported was judged by', async () => {
    const { code, stderr } = await topdown('export', run, 'letters.safetensors');
    expect(code, stderr).toBe(0);
    const card = readFileSync(path.join(folder, 'letters.md'), 'utf8');
    expect(card).toContain('--classes 26 --first-label 1');
    const answer = await topdown(
      'recognise',
      path.join(data, 't10k-images-idx3-ubyte'),
      '--network',
      'letters.safetensors',
      '--json',
    );
    const { answers } = JSON.parse(answer.stdout) as { answers: { scores: number[] }[] };
    expect(answer.stderr).toContain('which has learnt mnist (files of one’s own) of 26 classes.');
    expect(answers).toHaveLength(260);
    expect(answers[0]?.scores).toHaveLength(26);
  });

  it('are what a sweep hands on, and what it knows again', async () => {
    const sweep = [
      'sweep',
      'recurrent-mnist',
      '--seeds',
      '2,3',
      '--data',
      data,
      ...SMALL.slice(0, 4),
    ];
    const first = await topdown(...sweep, ...options);
    expect(first.stderr).toContain('2 jobs, 1 of them done'); // the run above
    expect(first.code, first.stderr).toBe(0);
    const done = await topdown(...sweep, ...options, '--dry-run');
    const digits = await topdown(...sweep, '--dry-run');
    expect(done.stdout.match(/finished/g)).toHaveLength(2);
    expect(digits.stdout).not.toContain('finished'); // of ten digits, none is done
  });
});
