import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aboutRun } from '../../src/cli/runs/run-about';
import { runError } from '../../src/cli/runs/run-error';
import { disposeLearner } from '../../src/learning/learner';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { allRuns, findRun, nameRun } from '../../src/runs/all-runs';
import { newRun } from '../../src/runs/perform';
import { openToResume } from '../../src/runs/resume-run';
import { openRun } from '../../src/runs/run-folder';
import type { RunRecord } from '../../src/runs/run-record';
import { saveCheckpoint } from '../../src/trained/checkpoint-folder';
import { networkMeant, withNetworksMeant } from '../../src/trained/named-network';
import { SMALL } from '../../src/trained/shipped-model';
import { NAMES_NETWORKS } from '../../src/trained/used-network';
import { temporaryFolder } from '../support/folder';
import { randomLearner, settingsOf } from '../support/learners';
import { RECORD } from '../support/run-record';

/** A run in `runs` that has ended, with a network or none. */
function runIn(runs: string, change: Partial<RunRecord>, { network = true } = {}): string {
  const run = newRun(runs, { ...RECORD, ...change });
  run.begin();
  const learner = randomLearner([3]);
  if (network) saveCheckpoint(run.file('checkpoints'), RECURRENT, learner, settingsOf());
  disposeLearner(learner);
  run.leave();
  return run.path;
}

const at = (day: number) => ({ started: `2026-01-0${day}T03:04:05.000Z` });

describe('a network that is named by a run', () => {
  it('is that of the latest run that has finished and has one, of whatever scenario', () => {
    const runs = temporaryFolder();
    expect(() => networkMeant('latest', runs)).toThrow(/no finished run in .* has a network/);
    runIn(runs, at(1));
    const latest = runIn(runs, { ...at(2), scenario: 'an-other' });
    runIn(runs, { ...at(3), status: 'interrupted' });
    runIn(runs, at(4), { network: false });
    expect(networkMeant('latest', runs)).toBe(latest);
  });

  it('is that of a folder called latest where there is one', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, at(1));
    const before = process.cwd();
    process.chdir(temporaryFolder());
    try {
      cpSync(run, 'latest', { recursive: true });
      expect(networkMeant('latest', runs)).toBe('latest');
      expect(findRun('latest', runs).path).toBe('latest');
    } finally {
      process.chdir(before);
    }
  });

  it('is found by the run’s name; whatever else is named stays as it is', () => {
    const runs = temporaryFolder();
    const [one, other] = [runIn(runs, at(1)), runIn(runs, at(2))];
    nameRun(one, 'the-best', runs, [SMALL]);
    expect(networkMeant('the-best', runs)).toBe(one);
    for (const given of [SMALL, one, 'nothing-of-the-kind'])
      expect(networkMeant(given, runs)).toBe(given);
    const names = z.array(z.string()).optional().meta(NAMES_NETWORKS);
    const shape = { network: names.default(['the-best']), note: z.string() };
    const options = { network: ['the-best', SMALL], note: 'the-best' };
    expect(withNetworksMeant(shape, options, runs)).toEqual({ ...options, network: [one, SMALL] });
    expect(withNetworksMeant(shape, { note: 'latest' }, runs)).toEqual({ note: 'latest' });
    expect(() => nameRun(other, 'the-best', runs, [])).toThrow(`${one} is called the-best`);
  });
});

describe('the name of a run', () => {
  it('is in its record, can be changed, and is no other thing’s', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, at(1));
    nameRun(run, 'a', runs, []);
    nameRun(run, 'b.2', runs, []);
    nameRun(run, 'b.2', runs, []);
    expect(openRun(run).record()).toMatchObject({ name: 'b.2', status: 'finished' });
    expect(findRun('b.2', runs).path).toBe(run);
    expect(findRun('latest', runs).path).toBe(run);
    expect(() => findRun('a', runs)).toThrow('there is no run a');
    expect(() => nameRun(run, 'latest', runs, [])).toThrow('means something else');
    expect(() => nameRun(run, SMALL, runs, [SMALL])).toThrow('means something else');
    for (const none of ['', 'a b', '../a', '-a'])
      expect(() => nameRun(run, none, runs, [])).toThrow('is not a name for a run');
  });

  it('is not changed while somebody is at the run', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, { ...at(1), status: 'interrupted' });
    const held = openToResume(run);
    expect(() => nameRun(run, 'a', runs, [])).toThrow('is still going');
    held.leave();
    nameRun(run, 'a', runs, []);
    expect(openRun(run).record().status).toBe('interrupted');
  });

  it('is refused by all that look for it where a copy of the run has it too', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, at(1));
    nameRun(run, 'a', runs, []);
    const copy = `${run}-copy`;
    cpSync(run, copy, { recursive: true });
    const both = `several runs are called a: ${copy}, ${run}. Give the folder`;
    expect(() => findRun('a', runs)).toThrow(both);
    expect(() => networkMeant('a', runs)).toThrow(both);
    expect(() => nameRun(run, 'a', runs, [])).toThrow(`${copy} is called a`);
    nameRun(copy, 'b', runs, []);
    expect(findRun('a', runs).path).toBe(run);
  });

  it('is given to runs alone that are found by it', () => {
    const [runs, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const run = runIn(elsewhere, at(1));
    expect(() => nameRun(run, 'a', runs, [])).toThrow(`does not lie in ${runs}`);
    expect(openRun(run).record().name).toBeUndefined();
    nameRun(`${run}/`, 'a', elsewhere, []);
    expect(findRun('a', elsewhere).path).toBe(run);
  });
});

describe('the error by which a run is known', () => {
  const [low, high] = [1, 4];
  const clean = { condition: 'clean', strength: 0, reading: 'top-down', percent: 2, low, high };
  const errors = [{ ...clean, reading: 'a' }, clean];
  const comparison = { images: 100, networks: [{}], errors, differences: [] };
  const window = { by: 'window', images: 50, percent: 4, low, high };
  const judged = [
    { condition: 'blur', goodness: 9, readout: 9 },
    { condition: 'clean', goodness: 2, readout: 3 },
  ];

  it('is that of its one network on clean images', () => {
    const goodness = { by: 'goodness', low, high };
    expect(runError({ comparison })).toEqual({ ...goodness, percent: 2, images: 100 });
    expect(runError({ errors: [{ ...window, by: 'step' }, window] })).toEqual({
      ...{ ...goodness, percent: 4, images: 50 },
    });
    const trial = runError({ images: 1000, judged });
    expect(trial).toMatchObject({ percent: 2, images: 1000, by: 'goodness' });
    expect(trial?.low).toBeCloseTo(1.298, 3); // Wilson, of 20 in 1000
    expect(trial?.high).toBeCloseTo(3.069, 3);
    const onePass = [{ condition: 'clean', readout: 3 }];
    expect(runError({ images: 1000, judged: onePass })).toMatchObject({ by: 'readout' });
  });

  it('is none where there are several networks or ways of watching', () => {
    expect(runError({ comparison: { ...comparison, networks: [{}, {}] } })).toBeUndefined();
    expect(runError({ errors: [window, window] })).toBeUndefined();
    expect(runError({ findings: [] })).toBeUndefined();
    expect(runError(undefined)).toBeUndefined();
  });
});

describe('a run at a glance', () => {
  it('tells error, size and state, and passes over what is no run', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, at(1));
    writeFileSync(path.join(run, 'more'), 'x'.repeat(5000));
    mkdirSync(path.join(runs, 'some-scenario', 'no-run'));
    mkdirSync(path.join(runs, 'empty'));
    expect(allRuns(runs)).toEqual([run]);
    const about = aboutRun(openRun(run));
    expect(about).toMatchObject({ status: 'finished', network: true, scenario: 'some-scenario' });
    expect(about.error).toEqual({
      percent: 1.25,
      low: 0.7,
      high: 2.1,
      images: 1000,
      by: 'goodness',
    });
    expect(about.bytes).toBeGreaterThan(5000);
  });

  it('knows one whose process has ended from one that goes on', () => {
    const runs = temporaryFolder();
    const run = runIn(runs, { ...at(1), status: 'running' });
    expect(aboutRun(openRun(run)).status).toBe('stopped');
    const held = openToResume(run);
    expect(aboutRun(openRun(run)).status).toBe('running');
    held.leave();
    const failed = runIn(runs, { ...at(2), status: 'failed', error: 'no disk', results: {} });
    expect(aboutRun(openRun(failed))).toMatchObject({ status: 'failed', why: 'no disk' });
    expect(aboutRun(openRun(failed)).error).toBeUndefined();
  });
});
