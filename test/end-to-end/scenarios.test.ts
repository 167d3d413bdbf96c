import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetrics } from '../../src/observation/metrics';
import { runRecord } from '../../src/runs/run-record';
import { type Ended, scenarioFile, topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const SMALL = '--data-set drawn-digits --hidden 40,40 --train 2000 --epochs 2'.split(' ');

const topdown = oneProcess();

/** The one run of a scenario in a folder of runs. */
function onlyRun(runs: string, scenario: string): string {
  const [name, ...others] = readdirSync(path.join(runs, scenario));
  expect(others).toEqual([]);
  return path.join(runs, scenario, name as string);
}

describe('as a person runs them', () => {
  let runs: string;
  afterAll(() => rmSync(runs, { recursive: true, force: true }));
  let trained: Ended;

  beforeAll(async () => {
    runs = mkdtempSync(path.join(tmpdir(), 'topdown-'));
    trained = await scenarioFile('recurrent-mnist', [...SMALL, '--json'], runs);
  });

  it('recurrent-mnist trains, reports, and leaves its record, metrics and checkpoints', () => {
    const { code, stdout, stderr } = trained;
    expect(stderr).toContain('engine: ');
    expect(code).toBe(0);
    const run = onlyRun(runs, 'recurrent-mnist');
    const printed = runRecord.parse(JSON.parse(stdout));
    expect(printed).toEqual(
      runRecord.parse(JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8'))),
    );
    expect(printed).toMatchObject({
      status: 'finished',
      seed: 17,
      data: { training: 2000, held: 1000, source: 'drawn' },
      learning: { sizes: { hidden: [40, 40] }, epochs: 2, rate: 0.01 },
      results: { training: { epochs: 2 }, validation: { images: 1000 } },
    });
    const { validation } = printed.results as {
      validation: { goodness: number; byStep: number[] };
    };
    expect(validation.byStep).toHaveLength(8);
    expect(validation.goodness).toBeLessThan(85); // chance is 90
    expect(readdirSync(path.join(run, 'checkpoints'))).toEqual([
      'epoch-00001-batch-000000.safetensors',
      'epoch-00002-batch-000000.safetensors',
    ]);
    const rows = readMetrics(path.join(run, 'metrics.jsonl'));
    expect(rows.filter(({ metric, step }) => metric === 'error_percent' && step === null)).toEqual([
      expect.objectContaining({ epoch: 1, split: 'validation' }),
      expect.objectContaining({ epoch: 2, split: 'validation', value: validation.goodness }),
    ]);
    expect(existsSync(path.join(run, 'metrics.parquet'))).toBe(true);
  });

  it('a trained network is recognised with, compared and traced, without training again', async () => {
    const run = onlyRun(runs, 'recurrent-mnist');
    const given = ['--network', run, '--data-set', 'drawn-digits', '--runs', runs];

    const clean = ['--conditions', 'clean'];
    const compared = await topdown(['compare', ...given, ...clean, '--json'], runs);
    expect(compared.code).toBe(0);
    const { results } = JSON.parse(compared.stdout) as { results: Record<string, unknown> };
    expect(results).toMatchObject({
      comparison: {
        images: 1000,
        networks: [{ network: run, system: 'recurrent', hidden: [40, 40] }],
      },
    });
    expect(compared.stderr).toContain('named beforehand');

    const choice = ['--images', '0-2', '--units', '1:0-9;2:all', '--at-steps', '0-3'];
    const traced = await topdown(['trace', ...given, ...choice, '--json'], runs);
    expect(traced.code).toBe(0);
    const trace = path.join(onlyRun(runs, 'export-traces'), 'traces.zarr');
    const { attributes } = JSON.parse(readFileSync(path.join(trace, 'zarr.json'), 'utf8')) as {
      attributes: object;
    };
    expect(attributes).toMatchObject({ complete: true, hidden: [40, 40] });
    expect(traced.stderr).toContain('xarray.open_zarr');
  });

  it('demo does the three jobs', async () => {
    const runs = temporaryFolder();
    const { code, stderr, stdout } = await topdown(
      ['run', 'demo', ...SMALL, '--json', '--runs', runs],
      runs,
    );
    expect(code).toBe(0);
    expect(stderr).toContain('true label');
    expect(JSON.parse(stdout)).toMatchObject({
      results: { training: {}, comparison: { images: 1000 }, trace: { images: 10 } },
    });
  });

  it('a scenario of one’s own runs by its file', async () => {
    const { code, stdout } = await topdown(
      ['run', path.resolve(__dirname, 'own-scenario-child.ts'), '--times', '3', '--json'],
      temporaryFolder(),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'own', results: { product: 51 } });
  });
});

describe('help', () => {
  it('of the command names every job, and of a scenario every option with its default', async () => {
    const [all, one] = await Promise.all([
      topdownCommand(['--help'], temporaryFolder()),
      topdown(['train', '--help'], temporaryFolder()),
    ]);
    expect([all.code, one.code]).toEqual([0, 0]);
    for (const command of [
      'train',
      'compare',
      'trace',
      'run',
      'recognise',
      'serve',
      'data',
      'doctor',
      'evaluate',
      'runs',
      'models',
      'completion',
    ])
      expect(all.stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(one.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'passes over the training images (default: 15)',
    );
    expect(one.stdout).toContain('--resume [run]');
  });

  it('completes commands, options and scenarios in the shell', async () => {
    const cwd = temporaryFolder();
    const completed = async (...words: string[]) =>
      (await topdown(['complete', '--', ...words], cwd)).stdout;
    expect(await completed('rec')).toContain('recognise');
    expect(await completed('run', '')).toContain('recurrent-mnist');
    expect(await completed('train', '--hid')).toContain('--hidden');
  });

  it('doctor tells engine, TensorFlow, threads, Node and the data sets', async () => {
    const { stdout, code } = await topdownCommand(['doctor'], temporaryFolder());
    expect(code).toBe(0);
    for (const word of [
      'engine: ',
      'TensorFlow: ',
      'threads: ',
      'Node',
      'mnist (handwritten digits): ',
      'fashion-mnist (clothes, shoes and bags): ',
    ])
      expect(stdout).toContain(word);
  });
});
