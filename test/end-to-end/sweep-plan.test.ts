import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runsOf } from '../../src/runs/run-folder';
import type { SweepRecord } from '../../src/sweep/sweep';
import type { SweepStatus } from '../../src/sweep/sweep-status';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const GRID =
  'recurrent-mnist --vary damping=0.1:0.3:0.2 --seeds 2 --data-set drawn-digits --hidden 20,20 --train 600 --epochs 1';

const topdown = oneProcess();

/** The record of the only sweep in a working folder. */
function resultsIn(folder: string): string {
  const sweeps = path.join(folder, 'runs', 'sweep-recurrent-mnist');
  const [name] = readdirSync(sweeps).filter((one) => one !== 'claims');
  return path.join(sweeps, name as string, 'sweep.json');
}

it('a sweep is planned, its jobs are done one by one, and what they came to is collected', async () => {
  const folder = temporaryFolder();
  const sweep = (...args: string[]) => topdown(['sweep', ...args], folder);
  const planned = await sweep(...GRID.split(' '), '--plan', 'my plans/jobs.jsonl');
  expect(planned.code, planned.stderr).toBe(0);
  expect(planned.stderr).toContain("`npx topdown sweep --plan 'my plans/jobs.jsonl' --job <");
  const file = path.join(folder, 'my plans', 'jobs.jsonl');
  const text = readFileSync(file, 'utf8');
  const jobs = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { job: number; about: string });
  expect(jobs.map(({ job, about }) => `${job}: ${about}`)).toEqual([
    '1: damping 0.1, seed 17',
    '2: damping 0.1, seed 18',
    '3: damping 0.3, seed 17',
    '4: damping 0.3, seed 18',
  ]);
  expect(runsOf(path.join(folder, 'runs'), 'recurrent-mnist')).toEqual([]);

  const plan = ['--plan', 'my plans/jobs.jsonl'];
  const done = await sweep(...plan, '--job', '3');
  expect(done.code, done.stderr).toBe(0);
  const again = await sweep(...plan, '--job', '3'); // as a scheduler may
  expect(again.code, again.stderr).toBe(0);
  const runs = runsOf(path.join(folder, 'runs'), 'recurrent-mnist');
  expect(runs).toHaveLength(1);

  const collected = await sweep(...plan, '--collect', '--json');
  expect(collected.code).toBe(1); // three are yet to be done
  expect(collected.stderr).toContain('the other jobs are left to run');
  const record = JSON.parse(collected.stdout) as SweepRecord;
  expect(record.jobs.map(({ status }) => status)).toEqual(['open', 'open', 'finished', 'open']);
  expect(path.join(folder, record.jobs[2]?.run as string)).toBe(runs[0]);

  const told = await sweep('status', 'my plans/jobs.jsonl', '--json');
  expect(told.code, told.stderr).toBe(0);
  const status = JSON.parse(told.stdout) as SweepStatus;
  expect(status.count).toEqual({ finished: 1, going: 0, stopped: 0, failed: 0, open: 3 });
  expect(status.jobs[2]).toMatchObject({ about: jobs[2]?.about, state: 'finished', done: 1 });
  expect(status.perHour).toBeGreaterThan(0);
  const inWords = await sweep('status', path.dirname(resultsIn(folder)), '--page', 'status.html');
  expect(inWords.stdout).toContain('4 jobs: 1 finished, 3 open');
  const page = readFileSync(path.join(folder, 'status.html'), 'utf8');
  expect(page).toContain('Sweep of recurrent-mnist: 1 of 4 jobs');
  expect(page).toContain('location.reload()');
  const nowhere = await sweep('status', 'my plans');
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toContain('is not the folder of a sweep');

  for (const [args, said] of [
    [[...plan], 'say which job to run'],
    [[...plan, '--job', '5'], 'has the jobs 1 to 4, and no 5'],
    [['--plan', 'nothing', '--job', '1'], 'there is no nothing'],
  ] as const) {
    const refused = await sweep(...args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(said);
  }
  writeFileSync(file, text.replaceAll('"600"', '"500"'));
  const changed = await sweep(...plan, '--job', '1');
  expect(changed.code).toBe(2);
  expect(changed.stderr).toContain('was written for other jobs');
  writeFileSync(file, text.split('\n').slice(1).join('\n'));
  const cut = await sweep(...plan, '--job', '1');
  expect(cut.stderr).toContain('write the plan again');
});

it('jobs that were done in folders of their own are collected where their runs are copied together', async () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()];
  const small =
    'recurrent-mnist --vary damping=0.1,0.3 --data-set drawn-digits --hidden 12,10 --train 200 --epochs 1';
  const planned = await topdown(['sweep', ...small.split(' '), '--plan', 'jobs.jsonl'], one);
  expect(planned.code, planned.stderr).toBe(0);
  cpSync(path.join(one, 'jobs.jsonl'), path.join(other, 'jobs.jsonl'));
  // Side by side, so in a process each.
  const job = (number: string, folder: string) =>
    topdownCommand(['sweep', '--plan', 'jobs.jsonl', '--job', number], folder);
  for (const ended of await Promise.all([job('1', one), job('2', other)]))
    expect(ended.code, ended.stderr).toBe(0);
  // Two that began in the same second with the same seed have the same name.
  for (const run of runsOf(path.join(other, 'runs'), 'recurrent-mnist'))
    cpSync(run, path.join(one, 'runs', 'recurrent-mnist', `${path.basename(run)}-other`), {
      recursive: true,
    });
  const collect = ['sweep', '--plan', 'jobs.jsonl', '--collect', '--json'];
  const collected = await topdown(collect, one);
  expect(collected.code, collected.stderr).toBe(0);
  const record = JSON.parse(collected.stdout) as SweepRecord;
  expect(record.jobs.map(({ status }) => status)).toEqual(['finished', 'finished']);
  expect(record.jobs[1]?.run).toMatch(/-other$/);
});
