import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { aboutRun } from '../../src/cli/runs/run-about';
import { EnvironmentError } from '../../src/input/errors';
import { statusOf } from '../../src/pages/report/overview';
import { newRun } from '../../src/runs/perform';
import { latestUnfinished, resumedInWords, resumeWords } from '../../src/runs/resume-run';
import { openRun, type RunFolder } from '../../src/runs/run-folder';
import type { RunRecord } from '../../src/runs/run-record';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

/** Runs that began one after the other and ended like this; what is taken up of them, by its place. */
function takenUp(...statuses: RunRecord['status'][]): number {
  const runs = temporaryFolder();
  const made = statuses.map((status, at) => {
    const run = newRun(runs, { ...RECORD, status, started: `2026-01-02T03:04:${10 + at}.000Z` });
    run.begin();
    run.leave();
    return run.path;
  });
  const latest = latestUnfinished(runs, RECORD.scenario);
  latest.leave();
  return made.indexOf(latest.path);
}

it('the run to go on with is the latest that has not finished, however it ended', () => {
  expect(takenUp('interrupted', 'interrupted', 'finished')).toBe(1);
  expect(takenUp('interrupted', 'failed', 'failed')).toBe(2);
  expect(takenUp('failed', 'interrupted', 'finished')).toBe(1);
  expect(takenUp('failed', 'failed', 'finished')).toBe(1);
  expect(takenUp('failed', 'running')).toBe(1); // it was left: nobody is at it
  expect(() => takenUp('finished')).toThrow('there is no unfinished run');
});

it('a run that is not the latest to go on with is continued by its folder', () => {
  const runs = temporaryFolder();
  const [earlier, later] = [10, 20].map((second) => {
    const started = `2026-01-02T03:04:${second}.000Z`;
    const run = newRun(runs, { ...RECORD, status: 'failed', started });
    run.begin();
    run.leave();
    return run;
  });
  expect(resumeWords(earlier as RunFolder, runs)).toBe(`--resume ${earlier?.path}`);
  expect(resumeWords(later as RunFolder, runs)).toBe('--resume');
  // Elsewhere there may be another run that `--resume` alone finds.
  expect(resumeWords(later as RunFolder, temporaryFolder())).toBe(`--resume ${later?.path}`);
  const otherwise = { ...(later as RunFolder), path: `${later?.path}${path.sep}` };
  expect(resumeWords(otherwise, runs)).toBe('--resume');
});

it.skipIf(process.platform !== 'linux')(
  'a run beside one that the disk does not give is continued by its folder',
  () => {
    const runs = temporaryFolder();
    const run = newRun(runs, { ...RECORD, status: 'interrupted' });
    run.begin();
    run.leave();
    const later = path.join(runs, RECORD.scenario, '2999-01-01T00-00-00-17');
    mkdirSync(later);
    symlinkSync('/proc/self/mem', path.join(later, 'run.json')); // reading it is an EIO
    expect(() => openRun(later)).toThrow(EnvironmentError);
    expect(resumeWords(run, runs)).toBe(`--resume ${run.path}`);
  },
);

it('a run that goes on says how it had ended', () => {
  const record = { ...RECORD, status: 'failed', error: 'the disk is full\nindeed' } as const;
  const said = (change: Partial<RunRecord>) =>
    resumedInWords({ path: 'runs/a', file: String, record: () => ({ ...record, ...change }) });
  expect(said({})).toBe('continuing runs/a, which failed: the disk is full');
  expect(said({ status: 'running' })).toBe('continuing runs/a, which was killed');
  expect(said({ status: 'interrupted' })).toBe('continuing runs/a, which was stopped');
});

it('of runs that began within a second, the tenth is later than the second', () => {
  const runs = temporaryFolder();
  const made = Array.from({ length: 11 }, () => {
    const run = newRun(runs, { ...RECORD, status: 'failed' });
    run.begin();
    run.leave();
    return run;
  });
  expect(latestUnfinished(runs, RECORD.scenario).path).toBe(made[10]?.path);
});

it('a folder for runs that is a file is refused', () => {
  expect(() => newRun(__filename, RECORD)).toThrow('is a file: name a folder for the runs');
});

it('how long a run took counts from when it was last taken up, in lists and reports alike', () => {
  const ground = { versions: RECORD.versions, engine: RECORD.engine };
  const resumed = [{ at: '2026-01-02T03:05:15.000Z', ...ground }];
  const runs = temporaryFolder();
  const cases: [Partial<RunRecord>, number | undefined, string][] = [
    [{}, 100, 'finished after 100 s'],
    [{ resumed }, 30, 'finished after 30 s, resumed 1 ×'],
    [{ ended: '2026-01-02T03:04:04.000Z' }, undefined, 'finished'], // the clock was set back
  ];
  for (const [change, seconds, said] of cases) {
    const run = newRun(runs, { ...RECORD, ...change });
    run.begin();
    run.leave();
    expect(statusOf(run.record())).toBe(said);
    expect(aboutRun(openRun(run.path)).seconds).toBe(seconds);
  }
});
