import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RunAbout } from '../../src/cli/runs/run-about';
import { newRun } from '../../src/runs/perform';
import { mean } from '../../src/statistics/mean';
import type { ModelAbout } from '../../src/trained/model-about';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';
import { RECORD } from '../support/run-record';

const topdown = oneProcess();
const SMALL = '--data-set drawn-digits --hidden 20,20 --train 200 --epochs 1'.split(' ');

describe('topdown runs', () => {
  it('lists, names and removes runs, and networks are found by their names', async () => {
    const cwd = temporaryFolder();
    const say = async (typed: string) => topdown(typed.split(' '), cwd);
    expect((await say('runs')).stderr).toBe('there are no runs in runs\n');
    expect((await topdown(['train', ...SMALL], cwd)).code).toBe(0);
    const [run] = JSON.parse((await say('runs list --json')).stdout) as [RunAbout];
    expect(run).toMatchObject({ scenario: 'recurrent-mnist', status: 'finished', network: true });

    const named = await say('runs name latest first-try');
    expect(named.stderr).toBe(`${run.run} is called first-try\n`);
    expect(named.code).toBe(0);
    expect((await say('runs')).stdout).toMatch(
      new RegExp(`^${run.run} {2}first-try\\n {4}finished after .* % wrong by goodness`),
    );
    const traced = await say('trace --network first-try --images 0 --data-set drawn-digits');
    expect(traced.stderr).toContain(`network: ${run.run}`);
    expect(traced.code).toBe(0);
    const compared = await say(
      'compare --network latest --conditions clean --images 10 --data-set drawn-digits --json',
    );
    // The latest run is the trace, but it has no network; the record says which network it was.
    expect(JSON.parse(compared.stdout).options.network).toEqual([run.run]);
    expect((await say('report first-try')).code).toBe(0);
    const page = await say('results first-try --records kept --models none --write page.md');
    expect(page.stderr).toContain('written: page.md');

    const elsewhere = temporaryFolder();
    const picture = path.resolve(__dirname, '../fixtures/pictures/seven-ok.png');
    for (const typed of [
      'report first-try',
      'results first-try --records kept --models none --write page.md',
      'export latest mine.safetensors', // the latest with a network
      `recognise ${picture} --network first-try`,
    ]) {
      const args = [...typed.split(' '), '--runs', path.join(cwd, 'runs')];
      const { code, stderr } = await topdown(args, elsewhere);
      expect(code, stderr).toBe(0);
    }

    mkdirSync(path.join(cwd, 'mine'));
    writeFileSync(path.join(cwd, 'mine', 'thesis.txt'), 'all of it');
    const wrong = await say('runs remove first-try mine --yes');
    expect(wrong.stderr).toContain('mine is not the folder of a run');
    expect(wrong.code).toBe(2);
    const asked = await say('runs remove first-try');
    expect(asked.stderr).toContain('add --yes');
    expect(existsSync(path.join(cwd, run.run))).toBe(true);
    expect((await say('runs remove first-try --yes')).code).toBe(0);
    expect(existsSync(path.join(cwd, run.run))).toBe(false);
    expect(readdirSync(path.join(cwd, 'mine'))).toEqual(['thesis.txt']);
  });

  it('finds the run to resume by its name, or the latest of its scenario', async () => {
    const cwd = temporaryFolder();
    const stopped = newRun(path.join(cwd, 'runs'), {
      ...RECORD,
      ...{ status: 'interrupted', name: 'mine' },
    });
    stopped.begin();
    stopped.leave();
    const named = await topdown(['train', '--resume', 'mine'], cwd);
    expect(named.stderr).toContain('is a run of some-scenario, not of recurrent-mnist');
    const latest = await topdown(['train', '--resume', 'latest'], cwd);
    expect(latest.stderr).toContain('there is no unfinished run in runs/recurrent-mnist to resume');
    cpSync(stopped.path, path.join(cwd, 'latest'), { recursive: true });
    const folder = await topdown(['train', '--resume', 'latest'], cwd); // what is there is meant
    expect(folder.stderr).toContain('is a run of some-scenario, not of recurrent-mnist');
    expect([named.code, latest.code, folder.code]).toEqual([2, 2, 2]);
  });

  it('removes no run that somebody is at, nor any named beside it', async () => {
    const cwd = temporaryFolder();
    const here = { ...RECORD, status: 'running' } as const;
    const [going, done] = [here, RECORD].map((record) => newRun(path.join(cwd, 'runs'), record));
    for (const run of [going, done]) run?.begin();
    onTestFinished(() => going?.leave());
    done?.leave();
    const folders = [done?.path ?? '', going?.path ?? ''];
    const { code, stderr } = await topdown(['runs', 'remove', '--yes', ...folders], cwd);
    expect(stderr).toContain('is still going: process');
    expect(code).toBe(2);
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
  });

  it('removes a run once, however often and by whatever path it is named, and none by a link', async () => {
    const cwd = temporaryFolder();
    const runs = path.join(cwd, 'runs');
    const [run, other] = [0, 1].map(() => {
      const made = newRun(runs, RECORD);
      made.begin();
      made.leave();
      return made.path;
    }) as [string, string];
    const link = path.join(runs, 'some-scenario', 'link');
    symlinkSync(other, link);
    const linked = await topdown(['runs', 'remove', '--yes', run, link], cwd);
    expect([linked.code, linked.stderr]).toEqual([2, expect.stringContaining('is a link to')]);
    expect([run, other, link].every((one) => existsSync(one))).toBe(true);

    const twice = [run, `${run}/`, path.relative(cwd, run)];
    const removed = await topdown(['runs', 'remove', '--yes', ...twice], cwd);
    expect([removed.code, removed.stderr]).toEqual([0, expect.stringMatching(/\nremoved\n$/)]);
    expect(existsSync(run)).toBe(false);

    expect((await topdown(['runs', 'remove', '--yes', '.'], other)).code).toBe(0);
    expect(existsSync(other)).toBe(false);
  });

  it('tells of runs whose records cannot be read, and lists the others', async () => {
    const cwd = temporaryFolder();
    const ended = '2025-01-01T00:00:00.000Z'; // before it started: the clock was set back
    const sound = newRun(path.join(cwd, 'runs'), { ...RECORD, name: 'two\nlines', ended });
    sound.begin();
    sound.leave();
    const damaged = path.join(cwd, 'runs', 'some-scenario', 'damaged');
    mkdirSync(damaged);
    writeFileSync(path.join(damaged, 'run.json'), '{');
    const { code, stdout, stderr } = await topdown(['runs', '--json'], cwd);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      [expect.objectContaining({ bytes: expect.any(Number) })],
    ]);
    expect(stderr).toMatch(/damaged.run\.json is not the record of a run/);
    const [first, second] = (await topdown(['runs'], cwd)).stdout.split('\n');
    expect(second).toMatch(/^ {4}finished, started /);
    expect(first).toBe(`${path.relative(cwd, sound.path)}  two\\nlines`);
    symlinkSync('itself', path.join(cwd, 'runs', 'itself'));
    const beside = await topdown(['runs'], cwd);
    expect(beside.stdout.split('\n')[0]).toBe(first);
    expect(beside.stderr).toContain('runs/itself: its symbolic links lead to each other');
    expect((await topdown(['runs', 'name', 'latest', 'mine'], cwd)).code).toBe(0);
  });
});

describe('topdown models', () => {
  let models: ModelAbout[];
  const cwd = __dirname;
  beforeAll(async () => {
    models = JSON.parse((await topdown(['models', '--json'], cwd)).stdout);
  });

  it('tells what each is, its error with its interval, and where it is', async () => {
    const small = models.find(({ name }) => name === 'recurrent-500-500');
    expect(small).toMatchObject({
      ...{ system: 'recurrent', hidden: [500, 500], training: 60_000, set: 'mnist test' },
      error: { images: 10_000, by: 'goodness' },
    });
    expect(small?.error.low).toBeLessThan(small?.error.percent ?? 0);
    expect(small?.bytes).toBeGreaterThan(1e6);
    const { stdout } = await topdown(['models'], cwd);
    for (const { name, file } of models) {
      // Networks that differ in their seed alone are told together.
      expect(stdout).toContain(name.replace(/seed-\d+$/, 'seed-1 to 10\n    '));
      expect(existsSync(file ?? '')).toBe(true); // in a clone all are there
    }
    expect(stdout.match(/^recurrent-300-300-seed/gm)).toHaveLength(1);
    const [, listed = ''] = stdout.split('recurrent-300-300-seed-1 to 10\n');
    const [percent = ''] = /[\d.]+ % wrong by goodness, the mean of 10 /.exec(listed) ?? [];
    const ten = models.filter(({ name }) => name.startsWith('recurrent-300-300-seed-'));
    expect(Number.parseFloat(percent)).toBeCloseTo(mean(ten.map(({ error }) => error.percent)), 1);
  });
});
