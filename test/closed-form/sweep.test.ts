import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { loadScenario, scenarioNames } from '../../src/cli/find-scenario';
import { planSweep } from '../../src/cli/sweep/plan-sweep';
import { noWorker } from '../../src/cli/sweep/planned';
import { sweepCommandLine, sweepOptions } from '../../src/cli/sweep/sweep-options';
import { checkMeasures, sayOutcome } from '../../src/cli/sweep/sweep-outcome';
import { percentSaid } from '../../src/cli/terminal';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { writeParquet } from '../../src/machine/parquet';
import type { DataContent } from '../../src/runs/data-content';
import { takeLease } from '../../src/runs/lease';
import { fileOptions, NAMES_FILES } from '../../src/runs/named-files';
import type { RunFolder } from '../../src/runs/run-folder';
import { type AnyScenario, Interrupted } from '../../src/runs/scenario';
import { type Job, jobKey, keyToDo, type SweepPlan, typedOptions } from '../../src/sweep/job';
import { type Failure, jobProcess } from '../../src/sweep/job-process';
import { localWorker } from '../../src/sweep/local-worker';
import { JobFailed, runJobs } from '../../src/sweep/run-jobs';
import { type JobState, runLedger } from '../../src/sweep/run-ledger';
import { type SweepRecord, sweep } from '../../src/sweep/sweep';
import { axisPlaces } from '../../src/sweep/sweep-figure';
import {
  mainMeasures,
  numbersIn,
  summaries,
  sweepColumns,
  sweepRows,
} from '../../src/sweep/sweep-rows';
import { decimalRange } from '../../src/sweep/varied';
import { NAMES_NETWORKS } from '../../src/trained/used-network';
import { temporaryFolder } from '../support/folder';

const scenario: AnyScenario = {
  name: 'pretend',
  shows: 'Nothing.',
  options: {
    damping: z.number().min(0).max(1).default(0.3).describe('damping'),
    readoutRate: z.number().positive().optional().describe('rate'),
    steps: z.int().default(8).describe('steps'),
    hidden: z.array(z.int().min(1)).default([500, 500]).describe('units'),
    schedule: z.enum(['synchronous', 'alternating']).default('synchronous').describe('schedule'),
    board: z.boolean().default(false).describe('a switch'),
    network: z
      .string()
      .optional()
      .describe('a network')
      .meta({ ...NAMES_NETWORKS, insteadOf: ['steps'] }),
    beside: z.array(z.string()).default([]).describe('networks').meta(NAMES_NETWORKS),
    declared: z.string().optional().describe('a file').meta(NAMES_FILES),
  },
  run: async () => undefined,
};

function plan(...args: string[]): SweepPlan {
  return planOn(undefined, ...args);
}

function planOn(data: DataContent | undefined, ...args: string[]): SweepPlan {
  return planOf(scenario, args, data);
}

function planOf(of: AnyScenario, args: readonly string[], data?: DataContent): SweepPlan {
  const command = sweepCommandLine(of, '').configureOutput({ writeErr: () => undefined });
  return planSweep(of, command.parse(args, { from: 'user' }), data);
}

const optionsIn = (name: string, ...args: string[]) =>
  plan(...args).jobs.map(({ options }) => options[name]);

describe('a range of decimals', () => {
  it.each([
    ['0', '0.9', '0.1', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]],
    ['0', '1', '.25', [0, 0.25, 0.5, 0.75, 1]],
    ['0.1', '0.75', '0.3', [0.1, 0.4, 0.7]],
    ['1', '0', '-0.5', [1, 0.5, 0]],
    ['-0.2', '0.2', '0.1', [-0.2, -0.1, 0, 0.1, 0.2]],
    ['1e-3', '3e-3', '1e-3', [0.001, 0.002, 0.003]],
    ['1e2', '300', '1e2', [100, 200, 300]],
    ['5', '5', '1', [5]],
  ])('from %s to %s by %s', (from, to, step, expected) => {
    expect(decimalRange(from, to, step).map(Number)).toEqual(expected);
  });

  it.each([
    ['0', '1', '0', 'leads nowhere'],
    ['0', '1', '-0.1', 'do not lead from 0 to 1'],
    ['0', '-0.05', '0.1', 'do not lead from 0 to -0.05'],
    ['0', '1', '1e-9', 'more than 10000 values'],
  ])('from %s to %s by %s is refused', (from, to, step, says) => {
    expect(() => decimalRange(from, to, step)).toThrow(says);
  });
});

describe('what a sweep is asked for', () => {
  it('is all combinations, the last changing first, with each seed', () => {
    const typed = ['--vary', 'damping=0:0.2:0.1', '--vary', 'steps=4,8', '--seeds', '2'];
    const { jobs, seeds } = plan(...typed);
    expect(seeds).toEqual([17, 18]);
    expect(jobs.map(({ options: { damping, steps }, seed }) => [damping, steps, seed])).toEqual(
      [0, 0.1, 0.2].flatMap((damping) =>
        [4, 8].flatMap((steps) => [17, 18].map((seed) => [damping, steps, seed])),
      ),
    );
    expect(jobs[0]).toEqual({
      scenario: 'pretend',
      options: {
        ...{ damping: 0, steps: 4, hidden: [500, 500] },
        ...{ schedule: 'synchronous', board: false, beside: [] },
      },
      seed: 17,
      dataSet: 'mnist',
      ...{ contents: {}, extensions: [] },
    });
  });

  it('names options as they are typed, or as they are recorded', () => {
    expect(optionsIn('readoutRate', '--vary', 'readout-rate=0.1,0.2')).toEqual([0.1, 0.2]);
    expect(optionsIn('readoutRate', '--vary', '--readoutRate=0.1,0.2')).toEqual([0.1, 0.2]);
  });

  it('takes lists, words and switches', () => {
    const hidden = optionsIn('hidden', '--vary', 'hidden=20+20,50');
    expect(hidden).toEqual([[20, 20], [50]]);
    expect(optionsIn('schedule', '--vary', 'schedule=synchronous,alternating')).toHaveLength(2);
    expect(optionsIn('board', '--vary', 'board=true,false')).toEqual([true, false]);
  });

  it('counts seeds from --seed, or takes them as they are', () => {
    expect(plan('--seeds', '3', '--seed', '5').seeds).toEqual([5, 6, 7]);
    expect(plan('--seeds', '1,5,9').seeds).toEqual([1, 5, 9]);
    expect(plan().seeds).toEqual([17]);
  });

  it('has each job once', () => {
    expect(optionsIn('damping', '--vary', 'damping=0.3,0.30,.3')).toEqual([0.3]);
  });

  it('has a folder of its own, the same however it was typed', () => {
    const { folder } = plan('--vary', 'damping=0:0.2:0.1');
    expect(folder).toMatch(/^runs\/sweep-pretend\/damping-[0-9a-f]{8}$/);
    expect(plan('--vary', 'damping=0,0.1,0.2', '--steps', '8').folder).toBe(folder);
    expect(plan('--vary', 'damping=0,0.1,0.2', '--steps', '9').folder).not.toBe(folder);
  });

  it('has another folder for other data of the same name, and for another network or file', () => {
    const [one, other] = ['a', 'b'].map((labels) => ({ checksums: { labels } }));
    expect(planOn(one).folder).toBe(planOn({ checksums: { labels: 'a' } }, '--data', 'b').folder);
    expect(planOn(other).folder).not.toBe(planOn(one).folder);
    const file = path.join(temporaryFolder(), 'one.safetensors');
    for (const flag of ['--network', '--declared']) {
      const folderOf = (bytes: string) => {
        writeFileSync(file, bytes);
        return plan(flag, file).folder;
      };
      expect(folderOf('a')).toBe(folderOf('a'));
      expect(folderOf('b')).not.toBe(folderOf('a'));
    }
  });

  it.each([
    ['--network nowhere', 'there is no nowhere'],
    ['--declared nowhere', 'there is no nowhere'],
    ['--declared src', 'src is not a file: give one'],
    ['--vary colour=1,2', 'no option "colour": there are damping, readoutRate'],
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((name): [string, string] => [
      `--vary ${name}=1,2`,
      `no option "${name}": there are damping`,
    ]),
    ['--vary damping', 'write name=from:to:step'],
    ['--vary damping=', 'write name=from:to:step'],
    ['--vary damping=0:2:0.5', '--damping 1.5: give a number from 0 to 1'],
    ['--vary damping=0.1,none', '--damping none: give a number from 0 to 1'],
    ['--vary steps=1.5', '--steps 1.5'],
    ['--vary board=perhaps', '--board perhaps'],
    ['--vary seed=1,2', '--seeds does that'],
    ['--vary damping=0.1 --damping 0.2', 'what --damping takes: say it once'],
    ['--vary damping=0.1 --vary damping=0.2', 'what --damping takes: say it once'],
    ['--vary network=a,b --steps 3', '--network takes the place of --steps'],
    ['--seeds 0', '--seeds 0: from 1'],
    ['--seeds some', 'write how many'],
    ['--seeds 1,2 --seed 3', 'leave out --seed'],
    ['--vary steps=1:200:1 --seeds 100', '20000 jobs are more than'],
    [
      '--vary damping=0:0.9999:0.0001 --vary steps=1:10000:1 --seeds 10000',
      '1000000000000 jobs are more than 10000: vary fewer values',
    ],
    ['--vary damping=0:1e99:1e-99', 'is more than 10000 values'],
    [`--vary steps=${'1,'.repeat(10_000)}1`, '10001 values are more than 10000'],
    [`--vary damping=0:1:0.${'0'.repeat(1e6)}1`, '--damping 0:1:0.000'],
    ['--seeds 1000000000', '--seeds 1000000000: from 1 to 10000'],
    ['--seeds 2 --seed 9007199254740991', '2 seeds from 9007199254740991 on go beyond the largest'],
    ['--seeds 1,99999999999999999999', 'is too large: give seeds from 0 to 9007199254740991'],
  ])('is refused where it is %s', (typed, says) => {
    expect(() => plan(...typed.split(' '))).toThrow(InputError);
    expect(() => plan(...typed.split(' '))).toThrow(says);
  });

  it('sets no option of any scenario by an option of its own, but by --vary', () => {
    const own = '--seeds 2 --workers 3 --measure m --plan p --queue q --store s --dry-run';
    for (const of of scenarioNames().map(loadScenario)) {
      const optionsOf = (...args: string[]) => {
        try {
          return planOf(of, args).jobs.map(({ options }) => options);
        } catch (error) {
          return [String(error)]; // of an option that has to be given
        }
      };
      const [one] = optionsOf();
      const sweptOver = optionsOf(...own.split(' '));
      expect(sweptOver.every((options) => isDeepStrictEqual(options, one))).toBe(true);
      const called = Object.keys(of.options).filter((name) => Object.hasOwn(sweepOptions, name));
      for (const name of called)
        expect(optionsOf('--vary', `${name}=1,2`)).toEqual(
          [1, 2].map((at) => ({ ...(one as object), [name]: at })),
        );
    }
    const { jobs } = planOf(loadScenario('objective'), ['--seeds', '1,5', '--vary', 'seeds=2,3']);
    expect(jobs.map(({ options, seed }) => [options['seeds'], seed])).toEqual([
      ...[
        [2, 1],
        [2, 5],
      ],
      ...[
        [3, 1],
        [3, 5],
      ],
    ]);
  });

  it('is typed out again for the command of a job', () => {
    const options = { hidden: [20, 20], readoutRate: 1e-7, board: true, other: false };
    expect(typedOptions({ ...options, none: undefined })).toEqual([
      ...['--hidden=20,20', '--readout-rate=1e-7', '--board'],
    ]);
  });
});

describe('the ledger', () => {
  const [job] = plan('--damping', '0.1').jobs as [Job];
  const moment = '2020-11-25T00:00:00.000Z';
  const parent = process.ppid;
  const dead = () => spawnSync(process.execPath, ['-e', '']).pid;
  const record = {
    ...{ schema: 1, scenario: 'pretend', status: 'finished', started: moment, resumed: [] },
    process: { host: hostname(), pid: 1 },
    ...{
      options: job.options,
      seed: 17,
      dataSet: 'mnist',
      versions: { topdown: '', node: '', tfjs: '' },
    },
    engine: { name: '', description: '', threads: 1 },
  };
  const keep = (runs: string, name: string, change: object) => {
    const folder = path.join(runs, 'pretend', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...record, ...change }));
  };
  const found = (checksums: object, change: object = {}) => ({
    ...{ set: 'mnist', source: 'folder', path: '/one', checksums, split: 'test' },
    ...{ training: 1, held: 1, ...change },
  });
  const on = (checksums: Record<string, string>): Job => ({ ...job, data: { checksums } });
  const find = (change: object, of: Job = job) => {
    const runs = temporaryFolder();
    keep(runs, 'run', change);
    return runLedger(runs, scenario).look()(of).state;
  };

  it('knows a finished run of the same options, seed and data, and no other', () => {
    expect(find({})).toBe('finished');
    const { damping, ...others } = job.options;
    expect(find({ options: { ...others, damping } })).toBe('finished'); // in whatever order
    const { steps: _, ...older } = job.options;
    expect(find({ options: older })).toBe('finished'); // from before there was that option
    expect(find({ options: { ...job.options, damping: 0.2 } })).toBe('open');
    expect(find({ options: { ...job.options, readoutRate: 0.1 } })).toBe('open');
    expect(find({ seed: 18 })).toBe('open');
    expect(find({ dataSet: 'fashion-mnist' })).toBe('open');
    expect(find({ options: { ...job.options, damping: 'much' } })).toBe('open');
  });

  it('takes a run that fell back on other images for a run on those', () => {
    const data = found({ labels: 'drawn' }, { set: 'drawn-digits', source: 'drawn', path: '' });
    expect(find({ data })).toBe('open');
    expect(find({ data }, on({ labels: 'mnist' }))).toBe('open');
    expect(find({ data }, { ...on({ labels: 'drawn' }), dataSet: 'drawn-digits' })).toBe(
      'finished',
    );
  });

  it('goes by what data are, not by what they are called or where they are', () => {
    const data = found({ images: 'same', labels: 'a' });
    expect(find({ data }, on({ images: 'same', labels: 'b' }))).toBe('open');
    expect(find({ data }, on({ labels: 'a', images: 'same' }))).toBe('finished'); // in any order
    const elsewhere = { ...on({ images: 'same', labels: 'a' }), dataFolder: '/elsewhere' };
    expect(find({ data }, elsewhere)).toBe('finished');
    expect(find({ data: { ...data, set: 'fashion-mnist' } }, elsewhere)).toBe('finished');
    expect(find({ data })).toBe('open'); // what the job is on is not known
  });

  it('goes by the folder that was given, where a run needed no data or had not found them yet', () => {
    const known = on({ labels: 'a' });
    expect(find({}, known)).toBe('finished');
    expect(find({ dataFolder: '/one' }, known)).toBe('open');
    expect(find({ dataFolder: '/one' }, { ...known, dataFolder: '/one' })).toBe('finished');
  });

  it.each([
    ['networks', '--network'],
    ['files', '--declared'],
  ])('goes by what %s are, not by what they are called', (field, flag) => {
    const runs = temporaryFolder();
    const [file, copy] = [path.join(runs, 'one.safetensors'), path.join(runs, 'copy.safetensors')];
    const jobOf = (named: string, bytes: string) => {
      writeFileSync(named, bytes);
      return plan(flag, named).jobs[0] as Job;
    };
    const { options, contents } = jobOf(file, 'as it was');
    const used = { given: file, file, sha256: contents?.[file] as string };
    const look = (change: object, of: Job) => {
      keep(runs, 'run', { options, ...change });
      return runLedger(runs, scenario).look()(of).state;
    };
    expect(look({ [field]: [used] }, jobOf(copy, 'as it was'))).toBe('finished');
    expect(look({ [field]: [used] }, jobOf(file, 'changed'))).toBe('open');
    expect(look({}, jobOf(file, 'as it was'))).toBe('open'); // an older record does not tell
    expect(look({ [field]: [{ ...used, given: 'another' }] }, jobOf(file, 'as it was'))).toBe(
      'open',
    );
  });

  it('knows every file that an option of any scenario names', () => {
    for (const of of scenarioNames().map(loadScenario)) {
      const takesFile = (name: string) => of.options[name]?.meta()?.['value'] === 'file';
      expect(fileOptions(of.options)).toEqual(Object.keys(of.options).filter(takesFile));
    }
    expect(fileOptions(loadScenario('recurrent-mnist').options)).toEqual(['architecture']);
  });

  it('goes by what extensions are, and by all that a run was done with', () => {
    const extended: Job = { ...job, extensions: ['b', 'a'] };
    const loaded = (...sums: string[]) => ({
      extensions: sums.map((sha256) => ({ file: './own.ts', sha256 })),
    });
    expect(find(loaded('a', 'b'), extended)).toBe('finished');
    expect(find(loaded('a'), extended)).toBe('open');
    expect(find({}, extended)).toBe('open');
    expect(find(loaded('a'))).toBe('open');
    const { versions, engine } = record;
    const resumed = { at: moment, versions, engine, ...loaded('b') };
    expect(find({ ...loaded('b'), resumed: [resumed] }, { ...job, extensions: ['b'] })).toBe(
      'finished',
    );
    for (const known of [['a'], ['b'], ['a', 'b']])
      expect(find({ ...loaded('a'), resumed: [resumed] }, { ...job, extensions: known })).toBe(
        'open',
      );
    expect(find({ resumed: [resumed] }, { ...job, extensions: ['b'] })).toBe('open');
  });

  it('goes on with a run that has yet to use its networks, and with none whose network changed', () => {
    const runs = temporaryFolder();
    const file = path.join(runs, 'one.safetensors');
    writeFileSync(file, 'a network');
    const [going] = plan('--beside', file).jobs as [Job];
    const { options } = going;
    const look = () => runLedger(runs, scenario).look()(going);
    keep(runs, 'run', { options, status: 'interrupted' });
    expect(look()).toMatchObject({ state: 'open', run: { path: `${runs}/pretend/run` } });
    const used = [{ given: file, file, sha256: 'of another' }];
    keep(runs, 'run', { options, status: 'interrupted', networks: used });
    expect(look()).toEqual({ state: 'open' });
  });

  it('tells a run that is going from one that was stopped', () => {
    const process = { host: hostname(), pid: parent };
    const going = { status: 'running', process, started: new Date().toISOString() };
    expect(find(going)).toBe('going');
    expect(find({ ...going, started: moment })).toBe('open'); // a stranger who got its number
    expect(find({ ...going, process: { host: hostname(), pid: dead() } })).toBe('open');
    expect(find({ status: 'interrupted' })).toBe('open');
  });

  it('goes by the run that has come furthest, and by the latest of those', () => {
    const runs = temporaryFolder();
    const { look } = runLedger(runs, scenario);
    expect(look()(job)).toEqual({ state: 'open' });
    keep(runs, '1', { status: 'failed' });
    keep(runs, '2', { status: 'interrupted' });
    expect(look()(job)).toMatchObject({ state: 'open', run: { path: `${runs}/pretend/2` } });
    keep(runs, '0', {});
    expect(look()(job)).toMatchObject({ state: 'finished', run: { path: `${runs}/pretend/0` } });
    writeFileSync(path.join(runs, 'pretend', '2', 'run.json'), '{');
    expect(look()(job).state).toBe('finished');
  });

  it('has keys that differ exactly where jobs do', () => {
    const key = (change: Partial<Job>) => jobKey(scenario.options, { ...job, ...change });
    expect(key({})).toMatch(/^[0-9a-f]{16}$/);
    expect(key({ options: { ...job.options, readoutRate: undefined } })).toBe(key({}));
    expect(key({ seed: 18 })).not.toBe(key({}));
    expect(key({ firstLabel: undefined })).toBe(key({}));
    expect(key({ data: undefined, classes: 26 })).not.toBe(key({ data: undefined }));
    expect(key({ options: { steps: 'many' } })).toBeUndefined();
    for (const name of ['network', 'declared'])
      expect(key({ options: { ...job.options, [name]: 'one' } })).toBeUndefined(); // which is that?
  });
});

const quiet = { said: () => undefined, waits: () => undefined };

describe('a worker on this machine', () => {
  const [job] = plan().jobs as [Job];
  const doneBy = (failure: Failure | undefined) => {
    const runs = temporaryFolder();
    const worker = localWorker({
      ledger: runLedger(runs, scenario),
      claim: (one) => takeLease(path.join(runs, keyToDo(scenario.options, one))),
      start: () => ({
        pid: process.pid,
        ...{ permit: () => undefined, stop: () => undefined },
        ended: Promise.resolve(failure),
      }),
    });
    return worker(job, new AbortController().signal, quiet);
  };

  it('says why a process failed, and what is amiss where it did not and nothing is done', async () => {
    const failed = doneBy({ why: 'it ended with code 3', isOfMachine: false });
    await expect(failed).rejects.toThrow(new JobFailed('it ended with code 3'));
    await expect(doneBy(undefined)).rejects.toThrow('give --data-set drawn-digits');
  });

  it('leaves a job that this machine cannot begin to others', async () => {
    const why = await doneBy({ why: 'there is no engine', isOfMachine: true }).catch(
      (error: unknown) => error,
    );
    expect(why).toBeInstanceOf(EnvironmentError);
    expect(why).not.toBeInstanceOf(JobFailed);
    expect(String(why)).toContain('there is no engine');
  });

  /** What comes of a job that is found in these states, one look after the other; the last stays. */
  const doneAs = async (...states: JobState['state'][]) => {
    const run = { path: 'runs/a', record: () => ({}) } as unknown as RunFolder;
    const look = () => {
      const state = (states.length > 1 ? states.shift() : states[0]) as JobState['state'];
      return () => ({ state, run, who: 'runs/a: somebody' });
    };
    const waited: string[] = [];
    const worker = localWorker({
      ledger: { look },
      claim: () => takeLease(path.join(temporaryFolder(), 'job')),
      start: () => ({
        pid: process.pid,
        ...{ permit: () => undefined, stop: () => undefined },
        ended: Promise.resolve({ why: 'runs/a is still going', isOfMachine: false }),
      }),
    });
    const tell = { ...quiet, waits: (line: string) => void waited.push(line) };
    return { run: await worker(job, new AbortController().signal, tell), waited };
  };

  it('waits for whoever took its job over, while its process did not begin', async () => {
    const run = { path: 'runs/a', record: () => ({}) } as unknown as RunFolder;
    const states: JobState[] = [{ state: 'open' }, { state: 'open' }, { state: 'open' }];
    const worker = localWorker({
      ledger: { look: () => () => states.shift() ?? { state: 'finished', run } },
      claim: () => takeLease(path.join(temporaryFolder(), 'job')),
      start: (_, __, ___, claim) => ({
        pid: process.pid,
        permit: () => rmSync(claim), // as another does that has given this machine up
        stop: () => undefined,
        ended: Promise.resolve({ why: 'the job was taken over', isOfMachine: true }),
      }),
    });
    expect(await worker(job, new AbortController().signal, quiet)).toBe(run);
  });

  it('says what it waits for, and says it again', async () => {
    let seconds = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      seconds += 15;
      return 1000 * seconds;
    });
    const { run, waited } = await doneAs(...Array<'going'>(4).fill('going'), 'finished');
    clock.mockRestore();
    expect(run.path).toBe('runs/a');
    expect(waited).toEqual([
      'waiting for runs/a: somebody',
      'waiting for 1 min for runs/a: somebody',
    ]);
  });

  it('waits for whoever goes on with the run while its own process begins', async () => {
    const { run, waited } = await doneAs('open', 'open', 'going', 'finished');
    expect(run.path).toBe('runs/a');
    expect(waited).toHaveLength(1);
  });

  it('does no job that does not fit the scenario', () => {
    const odd = { ...job, options: { steps: 'many' } };
    expect(() => keyToDo(scenario.options, odd)).toThrow(InputError);
  });

  it.each([
    ['process.exit(0)', undefined],
    ['process.exit(3)', { why: 'it ended with code 3', isOfMachine: false }],
    ['console.error("error: no engine"); process.exit(1)', { why: 'no engine', isOfMachine: true }],
    [
      'console.error("error: no option"); process.exit(2)',
      { why: 'no option', isOfMachine: false },
    ],
    [
      'for (const x of ["error: no", 2, 3, 4, 5, 6, 7]) console.error(x); process.exit(1)',
      { why: 'no\n2\n3\n4\n5', isOfMachine: true },
    ],
    [
      'for (const x of [1, 2, 3, 4, 5, 6]) console.error(x); process.exit(1)',
      { why: 'it ended with code 1\n2\n3\n4\n5\n6', isOfMachine: false },
    ],
    [
      'console.error("at x.ts"); process.exit(1)',
      { why: 'it ended with code 1\nat x.ts', isOfMachine: false },
    ],
  ])('hears from a process with %s how it ended', async (code, failure) => {
    expect(await jobProcess(['-e', code], 'claim.1', () => undefined).ended).toEqual(failure);
  });
});

describe('jobs', () => {
  const jobs = Array.from({ length: 5 }, (_, seed): Job => {
    return { scenario: 'pretend', options: {}, seed, dataSet: 'mnist' };
  });
  const observer = { ...quiet, ended: () => undefined };
  const run = {} as RunFolder;

  it('are done so many at a time, and one that fails stops no other', async () => {
    let [going, most] = [0, 0];
    const worker = async ({ seed }: Job) => {
      going += 1;
      most = Math.max(most, going);
      await new Promise((resolve) => setTimeout(resolve, 5 - seed));
      going -= 1;
      if (seed === 1) throw new Error('the disk is full');
      return run;
    };
    const outcomes = await runJobs(jobs, worker, 2, new AbortController().signal, observer);
    expect(most).toBe(2);
    expect(outcomes.map(({ job }) => job.seed)).toEqual([0, 1, 2, 3, 4]);
    expect(outcomes.map(({ error }) => error)).toEqual([
      ...[undefined, 'the disk is full', undefined, undefined, undefined],
    ]);
  });

  it('begin no more when the person stops them', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const worker = async ({ seed }: Job) => {
      begun.push(seed);
      if (seed === 0) return run;
      controller.abort();
      throw new Interrupted();
    };
    const outcomes = await runJobs(jobs, worker, 1, controller.signal, observer);
    expect(begun).toEqual([0, 1]);
    expect(outcomes.map((one) => 'run' in one)).toEqual([true, false, false, false, false]);
    expect(outcomes.some((one) => 'error' in one)).toBe(false);
  });
});

describe('a sweep that is repeated', () => {
  const folder = () => path.join(temporaryFolder(), 'sweep');
  const runOf = (goodness: number) =>
    ({
      path: `runs/${goodness}`,
      record: () => ({ results: { goodness } }),
    }) as unknown as RunFolder;
  const recordIn = (place: string) =>
    JSON.parse(readFileSync(path.join(place, 'sweep.json'), 'utf8')) as SweepRecord;
  const statuses = ({ jobs }: SweepRecord) => jobs.map(({ status }) => status);

  it('keeps what had finished, while it goes on and where it is stopped before it reaches that', async () => {
    const asked = { ...plan('--vary', 'damping=0,0.1,0.2'), folder: folder() };
    const [first, second, third] = asked.jobs as [Job, Job, Job];
    const before = new Map([
      [third, runOf(3)],
      [first, runOf(1)],
    ]);
    const stop = new AbortController();
    let meanwhile: SweepRecord | undefined;
    const worker = async (job: Job) => {
      expect(job).toBe(second);
      meanwhile = recordIn(asked.folder);
      stop.abort();
      throw new Interrupted();
    };
    const how = { ...quiet, ended: () => undefined, worker, before, atOnce: 1, png: false };
    const swept = await sweep(asked, { ...how, signal: stop.signal });
    for (const record of [meanwhile, swept.record, recordIn(asked.folder)]) {
      expect(record && statuses(record)).toEqual(['finished', 'open', 'finished']);
      expect(record?.measures).toEqual(['goodness']);
    }
    expect(swept.rows.map(({ value }) => value)).toEqual([1, 3]);

    const stopped = await sweep(asked, { ...how, signal: AbortSignal.abort() });
    expect(stopped).toEqual(swept);
  });
});

describe('the figure of a sweep', () => {
  const drawn = (...typed: string[]) => drawnIn(path.join(temporaryFolder(), 'sweep'), ...typed);
  const drawnIn = async (folder: string, ...typed: string[]) => {
    const asked = { ...plan(...typed), folder };
    const record = () => ({ results: { goodness: 1 } });
    const worker = async ({ seed }: Job) =>
      ({ path: `runs/${seed}`, record }) as unknown as RunFolder;
    const how = { ...quiet, ended: () => undefined, worker, before: new Map(), atOnce: 1 };
    const { signal } = new AbortController();
    const swept = await sweep(asked, { ...how, signal, png: true });
    const said: string[] = [];
    sayOutcome(asked, swept, (line) => void said.push(line));
    return { asked, figures: said.filter((line) => line.startsWith('figure')) };
  };

  it('is told with all its files', async () => {
    const { asked, figures } = await drawn('--vary', 'damping=0,0.1');
    const files = ['sweep.svg', 'sweep.png'].map((name) => path.join(asked.folder, name));
    expect(figures).toEqual([`figure: ${files.join(', ')}`]);
    expect(files.map(existsSync)).toEqual([true, true]);
  });

  it('of an earlier sweep does not stay where a later one of its name draws none', async () => {
    const { asked } = await drawn('--vary', 'damping=0,0.1');
    await drawnIn(asked.folder, '--seeds', '2');
    expect(readdirSync(asked.folder).sort()).toEqual(['sweep.json', 'sweep.parquet']);
  });

  it('is not told of where no option has two values', async () => {
    const { asked, figures } = await drawn('--seeds', '2');
    expect(figures).toEqual([]);
    expect(readdirSync(asked.folder).sort()).toEqual(['sweep.json', 'sweep.parquet']);
  });
});

it('a measure that was asked for is missed in results, and not where nothing has finished', async () => {
  const asked = {
    ...plan('--seeds', '2', '--measure', 'readout'),
    folder: path.join(temporaryFolder(), 'sweep'),
  };
  const how = { ...quiet, ended: () => undefined, atOnce: 1, png: false, before: new Map() };
  const { signal } = new AbortController();
  const sweptTo = async (results: unknown) => {
    const run = { path: 'runs/a', record: () => ({ results }) } as unknown as RunFolder;
    const swept = await sweep(asked, { ...how, worker: async () => run, signal });
    return () => checkMeasures(asked, swept);
  };
  const nothing = await sweep(asked, { ...how, worker: noWorker, signal });
  expect(() => checkMeasures(asked, nothing)).not.toThrow();
  expect(await sweptTo({ readout: 1 })).not.toThrow();
  expect(await sweptTo({ goodness: 1 })).toThrow('no readout: the results have goodness');
  expect(await sweptTo({})).toThrow('no readout: the results have no numbers');
});

describe('numbers of results', () => {
  const results = {
    training: { epochs: 1, lastEpoch: { positive: [1, 2] }, note: 'none', missing: null },
    validation: {
      readout: 3,
      goodness: 2,
      byStep: [5, 4],
      intervals: { goodness: { low: 1, high: 3 } },
    },
  };

  it('go by their path, and their step', () => {
    expect(numbersIn(results).map((one) => Object.values(one))).toEqual([
      ['training.epochs', null, 1],
      ['validation.readout', null, 3],
      ['validation.goodness', null, 2],
      ['validation.byStep', 1, 5],
      ['validation.byStep', 2, 4],
      ['validation.intervals.goodness.low', null, 1],
      ['validation.intervals.goodness.high', null, 3],
    ]);
    expect(mainMeasures(results)).toEqual(['validation.goodness', 'validation.readout']);
  });

  it('of a study are its findings', () => {
    const one = { claim: 'A leads.', measure: 'lead, points', estimate: 2, low: 1, high: 3 };
    const twice = [
      { ...one, claim: 'B leads.', measure: 'error, %' },
      { ...one, claim: 'C leads.', measure: 'error, %' },
    ];
    const findings = [one, ...twice].map((finding) => ({ ...finding, verdict: 'undecided' }));
    const study = { question: '?', findings, images: 20, networks: [{ name: 'a', seed: 1 }] };
    const main = ['lead, points', 'error, % (B leads.)', 'error, % (C leads.)'];
    expect(mainMeasures(study)).toEqual(main);
    const low = { measure: 'intervals.lead, points.low', step: null, value: 1 };
    expect(numbersIn(study)).toContainEqual(low);
    expect(numbersIn(study)).toContainEqual({ measure: 'images', step: null, value: 20 });
  });

  it('are summed up over seeds at each point', () => {
    const row = { run: '', measure: 'error', step: null };
    const rows = [1, 2, 6].map((value, seed) => ({ ...row, at: { damping: 0 }, seed, value }));
    const other = { ...row, at: { damping: 1 }, seed: 0, value: 5 };
    const byStep = { ...other, step: 1 };
    const all = summaries([...rows, other, byStep, { ...other, measure: 'epochs' }], ['error']);
    expect(all).toEqual([
      { at: { damping: 0 }, measure: 'error', values: [1, 2, 6], mean: 3, low: 1, high: 6 },
      { at: { damping: 1 }, measure: 'error', values: [5], mean: 5, low: 5, high: 5 },
    ]);
  });
});

it('a column of large whole numbers may lack some', async () => {
  const file = path.join(temporaryFolder(), 'table.parquet');
  writeParquet(file, { many: ['INT64', 'nullable'] }, [{ many: null }, { many: 2 ** 53 - 1 }]);
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  expect(read).toEqual([{ many: null }, { many: 9007199254740991n }]);
});

it('a table keeps the types of what is varied', async () => {
  const typed = 'damping=0,1 steps=4 board=true,false schedule=alternating hidden=20+20';
  const { varied, jobs } = plan(...typed.split(' ').flatMap((one) => ['--vary', one]));
  const record = () => ({ results: { validation: { readout: 3, byStep: [5] } } });
  const run = { path: 'runs/a', record } as unknown as RunFolder;
  const rows = sweepRows([...jobs.map((job) => ({ job, run })), { job: jobs[0] as Job }], varied);
  const file = path.join(temporaryFolder(), 'sweep.parquet');
  writeParquet(
    file,
    sweepColumns(varied),
    rows.map(({ at, ...row }) => ({ ...at, ...row })),
  );
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  expect(read).toHaveLength(2 * jobs.length);
  expect(read.slice(0, 3)).toEqual([
    { ...first, board: true, measure: 'validation.readout', step: null, value: 3 },
    { ...first, board: true, measure: 'validation.byStep', step: 1, value: 5 },
    { ...first, board: false, measure: 'validation.readout', step: null, value: 3 },
  ]);
});

const first = {
  ...{ damping: 0, steps: 4n, schedule: 'alternating', hidden: '20,20' },
  ...{ seed: 17n, run: 'runs/a' },
};

it('values stand by what they are, by their logarithms, or one after the other', () => {
  expect(axisPlaces([0, 0.1, 0.2]).scale).toBe('linear');
  expect(axisPlaces([1, 2, 3, 4]).scale).toBe('linear');
  const rates = axisPlaces([0.1, 0.001, 0.01]);
  expect(rates.scale).toBe('logarithmic');
  expect(rates.ticks.map(rates.wordOf)).toEqual(['0.001', '0.01', '0.1']);
  const words = axisPlaces(['b', 'a']);
  expect(words).toMatchObject({ scale: 'names', ticks: [0, 1], domain: [-0.5, 1.5] });
  expect(words.wordOf(1)).toBe('a');
});

it('how far a run is, is read from its lines', () => {
  expect(percentSaid('training: 43 %, epoch 1/2, 900 images/s, 12 s left')).toBe(43);
  expect(percentSaid('epoch 1/2: wrong label preferred for 43 % of the images')).toBeUndefined();
  expect(percentSaid('run: runs/a')).toBeUndefined();
});
