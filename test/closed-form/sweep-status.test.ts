import { expect, it } from 'vitest';
import type { RunFolder } from '../../src/runs/run-folder';
import type { RunRecord } from '../../src/runs/run-record';
import type { Job } from '../../src/sweep/job';
import type { JobState } from '../../src/sweep/run-ledger';
import { sweepStatus } from '../../src/sweep/sweep-status';
import { RECORD } from '../support/run-record';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

function finished(hours: number, ...resumed: number[]): JobState {
  const ground = { versions: RECORD.versions, engine: RECORD.engine };
  const record: RunRecord = {
    ...{ ...RECORD, started: at(0), ended: at(hours) },
    resumed: resumed.map((one) => ({ at: at(one), ...ground })),
  };
  const path = 'runs/a';
  const run: RunFolder = { path, file: () => path, record: () => record };
  return { state: 'finished', run };
}

/** How far a sweep has come after a day whose jobs are in these states. */
function statusOf(...states: JobState[]) {
  const jobs = states.map((_, seed): Job => {
    return { scenario: 'some-scenario', options: {}, seed, dataSet: 'mnist' };
  });
  const find = (job: Job) => states[job.seed] as JobState;
  return sweepStatus({ scenario: 'some-scenario', jobs, varied: [] }, find, START + 24 * HOUR);
}

it('the time left goes by runs that were not resumed: how long the others paused tells nothing', () => {
  const { secondsLeft, perHour } = statusOf(finished(2), finished(20, 19), { state: 'open' });
  expect(secondsLeft).toBe(2 * 3600);
  expect(perHour).toBe(2 / 20);
});

it('the time left is not known where all that finished had paused, unless nothing is left', () => {
  const paused = finished(20, 19);
  expect(statusOf(paused, { state: 'open' })).not.toHaveProperty('secondsLeft');
  expect(statusOf(paused, { state: 'open' }).perHour).toBe(1 / 20);
  expect(statusOf(paused).secondsLeft).toBe(0);
});

it('a time that ended before it began, as the clock was set back, is not known', () => {
  const status = statusOf(finished(-3), finished(2), { state: 'open' });
  expect(status.jobs.map(({ seconds }) => seconds)).toEqual([undefined, 2 * 3600, undefined]);
  expect(status.secondsLeft).toBe(2 * 3600);
});
