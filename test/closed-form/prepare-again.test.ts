import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePlan } from '../../src/cli/sweep/plan-file';
import { prepareAgain, preparePlan } from '../../src/cli/sweep/prepare-again';
import { type PreparedSweep, prepareSweep } from '../../src/cli/sweep/prepare-sweep';
import { whatIsAsked } from '../../src/cli/sweep/what-is-asked';
import { newRun } from '../../src/runs/perform';
import { plannedJobs } from '../../src/sweep/planned-job';
import { networkOption } from '../../src/training/train-network';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

const doing = {
  progress: () => ({ advance: () => undefined, done: () => undefined }),
  stop: { signal: new AbortController().signal, code: () => 130, release: () => undefined },
};

/** A finished run with a network of these bytes. */
function trainedIn(runs: string, day: number, name: string): string {
  const started = `2026-01-0${day}T03:04:05.000Z`;
  const run = newRun(runs, { ...RECORD, started, name });
  run.begin();
  mkdirSync(run.file('checkpoints'));
  writeFileSync(run.file('checkpoints', 'epoch-00001-batch-000000.safetensors'), name);
  run.leave();
  return run.path;
}

const sweepIn = (runs: string) =>
  prepareSweep(
    'evaluate',
    ['--network', 'latest', '--vary', 'damping=0.1,0.3', '--data-set', 'drawn-digits'].concat(
      '--runs',
      runs,
    ),
    doing,
  );

/** The folder of a sweep that has begun. */
function begun({ plan }: PreparedSweep): string {
  mkdirSync(plan.folder, { recursive: true });
  writeFileSync(path.join(plan.folder, 'sweep.json'), JSON.stringify({ sweep: plan.asked }));
  return plan.folder;
}

describe('a sweep that is looked at later', () => {
  it('is of the network that was the latest when it began', async () => {
    const runs = temporaryFolder();
    const run = trainedIn(runs, 1, 'first');
    const prepared = await sweepIn(runs);
    const folder = begun(prepared);
    trainedIn(runs, 2, 'second');
    const again = await prepareAgain(folder, doing);
    expect(again.plan).toEqual(prepared.plan);
    expect(again.plan.jobs.map(({ options }) => options['network'])).toEqual([[run], [run]]);
    expect((await sweepIn(runs)).plan.folder).not.toBe(folder);
  });

  it('is refused where its network has changed, by its folder and by its plan', async () => {
    const runs = temporaryFolder();
    const run = trainedIn(runs, 1, 'first');
    const prepared = await sweepIn(runs);
    const folder = begun(prepared);
    const file = path.join(runs, 'jobs.jsonl');
    writePlan(file, [...plannedJobs(prepared.scenario.options, prepared.plan).values()]);
    expect((await preparePlan(file, doing)).plan).toEqual(prepared.plan);
    writeFileSync(path.join(run, 'checkpoints', 'epoch-00001-batch-000000.safetensors'), 'other');
    await expect(prepareAgain(folder, doing)).rejects.toThrow('is of other jobs than');
    await expect(prepareAgain(file, doing)).rejects.toThrow('was written for other jobs than');
  });
});

describe('what a sweep is asked for', () => {
  it('names the networks that were meant, however they were typed', () => {
    const runs = temporaryFolder();
    const first = trainedIn(runs, 1, 'first');
    const latest = trainedIn(runs, 2, 'second');
    const asked = (...args: string[]) => whatIsAsked(args, { network: networkOption }, runs);
    expect(asked('--network', 'latest')).toEqual(['--network', latest]);
    expect(asked('--network=first,latest')).toEqual([`--network=${first},${latest}`]);
    expect(asked('--vary', 'network=latest,first')).toEqual([
      '--vary',
      `network=${latest},${first}`,
    ]);
    expect(asked('--vary=network=latest+first')).toEqual([`--vary=network=${latest}+${first}`]);
    expect(asked('--vary', 'damping=first', '--measure', 'latest')).toEqual([
      ...['--vary', 'damping=first', '--measure', 'latest'],
    ]);
    expect(asked('--data', 'network=latest')).toEqual(['--data', 'network=latest']); // a folder
  });

  it('is not how its jobs are done', () => {
    const args = ['--seeds', '2', '--plan', 'p', '--queue=q', '--store', 's', '--png'];
    expect(whatIsAsked(args, {}, 'runs')).toEqual(['--seeds', '2', '--png']);
  });
});
