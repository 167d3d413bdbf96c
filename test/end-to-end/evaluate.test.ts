import { readdirSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import type { EvaluationRow } from '../../src/experiments/evaluate/rows';
import type { RunRecord } from '../../src/runs/run-record';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const topdown = oneProcess();
const DATA = ['--data-set', 'drawn-digits'];

it('topdown evaluate judges a network over a grid of how it watches', async () => {
  const cwd = temporaryFolder();
  const say = (typed: string) => topdown([...typed.split(' '), ...DATA], cwd);
  const trained = await say('train --hidden 20,20 --train 500 --epochs 1 --json');
  const { results: learnt } = JSON.parse(trained.stdout) as RunRecord & {
    results: {
      validation: { goodness: number; readout: number; byStep: number[]; images: number };
    };
  };
  const asked = 'evaluate --network latest --split validation --json';
  const grid = '--damping 0.1,0.3 --steps 4,8 --window 3-5,6-7';
  const { code, stdout, stderr } = await say(`${asked} ${grid}`);
  expect(code, stderr).toBe(0);
  const record = JSON.parse(stdout) as RunRecord & { results: { errors: EvaluationRow[] } };
  const { errors } = record.results;
  const find = (by: string, damping: number | null, steps: number | null, first: number | null) =>
    errors.find(
      (row) =>
        row.by === by && row.damping === damping && row.steps === steps && row.first === first,
    );

  // As it was trained it errs as its own run said, by window, readout and step.
  expect(find('window', 0.3, 8, 3)).toMatchObject({
    ...{ last: 5, percent: learnt.validation.goodness, images: learnt.validation.images },
  });
  expect(find('readout', null, null, null)?.percent).toBe(learnt.validation.readout);
  const steps = errors.filter((row) => row.by === 'step' && row.damping === 0.3);
  expect(steps.map(({ percent }) => percent)).toEqual(learnt.validation.byStep);

  expect(find('window', 0.1, 4, 3)?.last).toBe(4);
  expect(find('window', 0.1, 4, 6)).toBeUndefined();
  expect(errors.every(({ low, percent, high }) => low <= percent && percent <= high)).toBe(true);
  expect(stderr).toContain('error at each step alone, %, by damping:');
  const folder = /everything is in (.*)/.exec(stderr)?.[1] as string;
  const file = await asyncBufferFromFile(path.join(cwd, folder, 'evaluation.parquet'));
  expect(await parquetReadObjects({ file })).toHaveLength(errors.length);
  expect(record.figures?.map(({ file }) => file)).toEqual(['figures/error-by-step.svg']);

  const onePass = await say('evaluate --network backpropagation-300-300-seed-1 --split validation');
  expect(onePass.code).toBe(2);
  // The first is not judged where the second cannot be.
  const both = 'latest,backpropagation-300-300-seed-1';
  const second = await say(`evaluate --network ${both} --split validation`);
  expect(second.code).toBe(2);
  expect(second.stderr).toMatch(/seed-1 answers in one pass/);
  expect(readdirSync(path.join(cwd, 'runs', 'evaluate'))).toHaveLength(1);
  expect((await say('evaluate --network latest --steps 2 --split validation')).stderr).toContain(
    'no window begins within 2 steps',
  );
});
