import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { topdown } from '../../src/cli/program';
import { readMetrics } from '../../src/observation/metrics';
import { isAlive } from '../../src/runs/process-identity';
import { openRun, type RunFolder, runsOf } from '../../src/runs/run-folder';
import type { SweepRecord } from '../../src/sweep/sweep';
import type { SweepStatus } from '../../src/sweep/sweep-status';
import { type Ended, type Stop, topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';

const python = process.env['TOPDOWN_PYTHON'];
const GRID = [
  ...['recurrent-mnist', '--vary', 'damping=0.1:0.3:0.2', '--seeds', '2', '--workers', '2'],
  ...'--data-set drawn-digits --hidden 20,20 --train 600 --epochs 1'.split(' '),
];
const ENDINGS = path.join(__dirname, 'endings-child.ts');

const sweep = (folder: string, args: readonly string[], stop?: Stop): Promise<Ended> =>
  topdownCommand(['sweep', ...args], folder, stop);

/** The runs of a scenario in a working folder, all or of one status. */
function runsIn(folder: string, scenario: string, status?: string): RunFolder[] {
  return runsOf(path.join(folder, 'runs'), scenario)
    .filter((run) => existsSync(path.join(run, 'run.json'))) // else it is only beginning
    .map(openRun)
    .filter((run) => status === undefined || run.record().status === status);
}

/** The folder with results of the sweep over this option. */
function resultsIn(folder: string, scenario: string, name: string): string {
  const sweeps = path.join(folder, 'runs', `sweep-${scenario}`);
  const [first, ...others] = readdirSync(sweeps).filter((one) => one.startsWith(`${name}-`));
  expect(others).toEqual([]);
  return path.join(sweeps, first as string);
}

const PANDAS = `
import pandas, sys
table = pandas.read_parquet(sys.argv[1])
assert list(table.columns) == ["damping", "seed", "run", "measure", "step", "value"], table.columns
types = table.dtypes.astype(str)
assert types[["damping", "seed", "value"]].to_list() == ["float64", "int64", "float64"], types
steps = table[table.measure == "validation.byStep"].step
assert sorted(set(steps)) == [1, 2, 3, 4, 5, 6, 7, 8], steps
errors = table[table.measure == "validation.goodness"]
print(errors.pivot(index="damping", columns="seed", values="value").to_json())
`;

it('a sweep that is killed and started again loses and repeats nothing', async () => {
  const folder = temporaryFolder();
  const runs = (status?: string) => runsIn(folder, 'recurrent-mnist', status);
  const death = await sweep(folder, [...GRID, '--workers', '1'], {
    signal: 'SIGKILL',
    when: () => runs('running').length > 0,
  });
  expect(death.signal).toBe('SIGKILL');
  const again = await sweep(folder, GRID); // at once: its orphans may still be saving
  expect(again.code, again.stderr).toBe(0);

  const records = runs().map((run) => run.record());
  expect(records.map(({ status }) => status)).toEqual(Array(4).fill('finished'));
  const did = records.map(({ options, seed }) => `${options['damping']} ${seed}`);
  expect(new Set(did)).toEqual(new Set(['0.1 17', '0.1 18', '0.3 17', '0.3 18']));
  expect(records.some(({ resumed }) => resumed.length > 0)).toBe(true);
  for (const run of runs()) {
    const rows = readMetrics(run.file('metrics.jsonl'));
    const places = rows.map(({ value: _, ...place }) => JSON.stringify(place));
    expect(new Set(places).size).toBe(places.length);
    expect(rows.some(({ epoch }) => epoch === 1)).toBe(true);
  }

  const results = resultsIn(folder, 'recurrent-mnist', 'damping');
  const record = JSON.parse(readFileSync(path.join(results, 'sweep.json'), 'utf8')) as SweepRecord;
  const named = record.jobs.map(({ run }) => path.join(folder, run as string));
  expect(new Set(named)).toEqual(new Set(runs().map((run) => run.path)));
  const figure = readFileSync(path.join(results, 'sweep.svg'), 'utf8');
  expect(figure).toContain('recurrent-mnist by damping');
  const report = readFileSync(path.join(results, 'report.html'), 'utf8');
  expect(report.match(/href="\.\.[^"]*\/report\.html"/g)).toHaveLength(record.jobs.length);
  if (!python) return;
  const args = ['-W', 'error', '-c', PANDAS, path.join(results, 'sweep.parquet')];
  const read = JSON.parse(execFileSync(python, args, { encoding: 'utf8' })) as PivotTable;
  for (const { options, seed, results: came } of records) {
    const goodness = read[seed]?.[String(options['damping'])];
    expect(came).toMatchObject({ validation: { goodness } });
  }
});

type PivotTable = Record<number, Record<string, number>>;

it('jobs end as they do, and stop with their sweep', async () => {
  const folder = temporaryFolder();
  const runs = (status?: string) => runsIn(folder, 'endings', status);
  const going = () => runs('running').some((run) => isAlive(run.record().process.pid));
  const never = [ENDINGS, '--vary', 'ending=never'];

  const stopped = await sweep(
    folder,
    [ENDINGS, '--vary', 'ending=well,badly,never', '--workers', '3'],
    {
      signal: 'SIGINT',
      when: () => going() && runs('finished').length === 1 && runs('failed').length === 1,
    },
  );
  expect(stopped.code, stopped.stderr).toBe(130);
  expect(stopped.stderr).toContain('stopped; the same command continues from here');
  expect(runs('interrupted')).toHaveLength(1);
  const results = path.join(resultsIn(folder, 'endings', 'ending'), 'sweep.json');
  const { jobs } = JSON.parse(readFileSync(results, 'utf8')) as SweepRecord;
  expect(jobs.map(({ status }) => status)).toEqual(['finished', 'failed', 'open']);

  const broken = sweep(folder, never); // whose process is killed
  await until(going);
  process.kill(runs('running')[0]?.record().process.pid as number, 'SIGKILL');
  const { code, stderr } = await broken;
  expect(stderr).toContain('error: 1 of 1 jobs failed; the same command tries them again');
  expect(stderr).toContain('ending never, seed 17: it was ended by SIGKILL');
  expect(code).toBe(1);

  await sweep(folder, never, { signal: 'SIGKILL', when: going }); // its process is an orphan
  await until(() => !going());
  expect(runs('interrupted')[0]?.record().resumed).toHaveLength(2);
  expect(runs()).toHaveLength(3);
});

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 20));
}

it.each([
  [`${ENDINGS} --vary ending=well,perhaps`, '--ending perhaps: give one of well, '],
  [`${ENDINGS} --vary colour=1,2`, 'the scenario has no option "colour": there are ending'],
  [`${ENDINGS} --bogus`, "unknown option '--bogus'"],
  [`${ENDINGS} --workers 0`, '--workers 0: give a whole number from 1 to 256'],
  [ENDINGS, 'a sweep is of several runs: say what varies by --vary'],
  [`${ENDINGS} --seeds 2 --plan p --dry-run`, '--plan writes the jobs to a file, and --dry-run'],
  [`${ENDINGS} --seeds 2 --plan p --json`, '--plan runs no job, and so has no record to print'],
  [`${ENDINGS} --seeds 2 --plan p --queue redis://box`, '--plan writes jobs for a scheduler, and'],
  [`${ENDINGS} --seeds 2 --store s3://box/runs`, '--store is for jobs that others do'],
  ['nothing-of-the-kind', 'no scenario "nothing-of-the-kind"'],
  ['--vary damping=0.1', 'the scenario comes first'],
])('what is wrong is said before anything runs: topdown sweep %s', async (typed, says) => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const runs = path.join(temporaryFolder(), 'runs');
  const code = await topdown(['sweep', ...typed.split(' '), '--runs', runs]);
  expect(said.mock.calls.join('')).toContain(says);
  expect(code).toBe(2);
  expect(existsSync(runs)).toBe(false);
  said.mockRestore();
});

it('a sweep says what it came to though its report cannot be written, and shows its jobs as data', async () => {
  const folder = temporaryFolder();
  const well = [ENDINGS, '--vary', 'ending=well'];
  const first = await sweep(folder, well);
  expect(first.code, first.stderr).toBe(0);
  const report = path.join(resultsIn(folder, 'endings', 'ending'), 'report.html');
  rmSync(report);
  mkdirSync(path.join(report, 'in the way'), { recursive: true });
  const again = await sweep(folder, well);
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toMatch(/everything is in .*the report of this sweep could not be written/s);

  const { stdout } = await sweep(folder, [...well, '--dry-run', '--json']);
  const { jobs } = JSON.parse(stdout) as SweepStatus;
  expect(jobs).toMatchObject([{ about: 'ending well, seed 17', state: 'finished', done: 1 }]);
});
