import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readMetrics } from '../../src/observation/metrics';
import { openRun, runsOf } from '../../src/runs/run-folder';
import { begunRun } from '../support/begun-run';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const COMMAND = path.join(ROOT, 'bin', 'topdown.cjs');
const SMALL = '--data-set drawn-digits --hidden 20,20 --train 600'.split(' ');
const ENDINGS = path.join(__dirname, 'endings-child.ts');
/** Node's option for a clock that is a year ahead; with `--import`, ts-node's program reads no TypeScript. */
const AHEAD = `--require="${path.resolve(__dirname, '../support/clock-ahead.cjs')}"`;

/** A process that a test stops and starts, and what it has said. */
interface Begun {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function begin(args: readonly string[], cwd: string, env: Record<string, string> = {}): Begun {
  const child = spawn(process.execPath, args, {
    ...{ cwd, stdio: ['pipe', 'pipe', 'pipe'] as const },
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, said: () => said, ended };
}

const topdown = (args: readonly string[], cwd: string, env?: Record<string, string>) =>
  begin([COMMAND, ...args], cwd, env);

/** Waits until something has happened that these processes are to do. */
async function until(happened: () => boolean, ...by: readonly Begun[]): Promise<void> {
  while (!happened()) {
    const over = by.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
    if (over && !happened()) throw new Error(`it ended before: ${over.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The run of a scenario in a working folder, when it has begun. */
const runIn = (folder: string, scenario = 'recurrent-mnist') =>
  begunRun(path.join(folder, 'runs'), scenario);

/** All that is in a folder, with its contents. */
function contents(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((one) => [path.join(one.parentPath, one.name), one] as const)
    .map(([file, one]) => [file, one.isFile() ? readFileSync(file, 'latin1') : ''])
    .sort();
}

/** The epochs that a run has metrics of: each once. */
function epochsIn(run: string): number[] {
  const rows = readMetrics(path.join(run, 'metrics.jsonl'));
  const places = rows.map(({ value: _, ...place }) => JSON.stringify(place));
  expect(new Set(places).size).toBe(places.length);
  return [...new Set(rows.map(({ epoch }) => epoch))];
}

it('of four processes that take a lease at one moment, one has it, sixty times', async () => {
  const folder = temporaryFolder();
  const rounds = 60;
  const child = path.join(__dirname, 'rival-child.ts');
  const register = path.join(ROOT, 'bin/sources.cjs');
  const rivals = Array.from({ length: 4 }, () =>
    begin(['-r', register, child, folder, String(rounds)], ROOT),
  );
  await until(() => rivals.every(({ said }) => said().includes('ready')), ...rivals);
  for (let round = 0; round < rounds; round++) writeFileSync(path.join(folder, `go-${round}`), '');
  await until(() => rivals.every(({ said }) => said().includes(']')), ...rivals);
  for (const rival of rivals) rival.child.stdin?.end();
  await Promise.all(rivals.map(({ ended }) => ended));
  const got = rivals.flatMap(({ said }) => JSON.parse(said().split('\n')[1] as string) as number[]);
  expect(got.sort((one, other) => one - other)).toEqual([...Array(rounds).keys()]);
});

it('of two that go on with a run at one moment, one does, three times', async () => {
  const origin = temporaryFolder();
  const epochs = 12;
  const begun = topdown(['train', ...SMALL, '--epochs', String(epochs)], origin);
  await until(() => begun.said().includes('epoch 2/'), begun);
  begun.child.kill('SIGINT');
  await begun.ended;
  for (let pair = 0; pair < 3; pair++) {
    const folder = temporaryFolder();
    cpSync(path.join(origin, 'runs'), path.join(folder, 'runs'), { recursive: true });
    const run = runIn(folder) as string;
    const named = pair % 2 === 0 ? ['--resume'] : ['--resume', run];
    const both = [topdown(['train', ...named], folder), topdown(['train', ...named], folder)];
    const codes = await Promise.all(both.map(({ ended }) => ended));
    const words = both.map(({ said }) => said()).join('\n');
    expect(codes.toSorted(), words).toEqual([0, 2]);
    expect(words).toMatch(/is still going|there is no unfinished run|has finished/);
    expect(openRun(run).record()).toMatchObject({ status: 'finished', resumed: [{}] });
    expect(epochsIn(run)).toEqual(Array.from({ length: epochs }, (_, at) => at + 1));
  }
});

it('a process that is stopped, and wakes when another has its run, writes nothing', async () => {
  const folder = temporaryFolder();
  const env = { TOPDOWN_LEASE_SECONDS: '1' };
  const sleeper = topdown(['train', ...SMALL, '--epochs', '40'], folder, env);
  await until(() => sleeper.said().includes('epoch 2/40'), sleeper);
  sleeper.child.kill('SIGSTOP');
  const run = runIn(folder) as string;
  const going = `${run} is still going: process ${sleeper.child.pid} on `;

  let next = await topdownCommand(['train', '--resume', run], folder);
  while (next.stderr.includes(going))
    next = await topdownCommand(['train', '--resume', run], folder);
  expect(next.code, next.stderr).toBe(0);
  expect(epochsIn(run)).toHaveLength(40);
  const before = contents(run);
  expect(before.map(([file]) => path.basename(file as string))).toContain('lease.2');

  sleeper.child.kill('SIGCONT');
  expect(await sleeper.ended, sleeper.said()).toBe(1);
  expect(sleeper.said()).toMatch(/\nerror: .* was taken over by .*writes nothing more there\n$/);
  expect(sleeper.said()).not.toContain('report');
  expect(contents(run)).toEqual(before);
});

it('a run of another machine is left alone, whatever the clocks say, until it has long been silent', async () => {
  const folder = temporaryFolder();
  const elsewhere = { TOPDOWN_HOST: 'elsewhere', TOPDOWN_LEASE_SECONDS: '2' };
  const other = topdown(['run', ENDINGS, '--ending', 'never'], folder, elsewhere);
  await until(() => runIn(folder, 'endings') !== undefined, other);
  const here = { NODE_OPTIONS: AHEAD };
  const resume = () => topdown(['run', ENDINGS, '--resume'], folder, here);

  const early = resume();
  expect(await early.ended).toBe(2);
  expect(early.said()).toContain(`still going, process ${other.child.pid} on elsewhere has it`);
  expect(early.said()).toMatch(
    /write {"released":true} into .*lease\.1, or wait until it has been silent for 2 s/,
  );
  other.child.kill('SIGKILL'); // which nobody here can know
  await other.ended;
  for (;;) {
    const again = resume();
    const began = () => again.said().includes('run: ');
    await until(() => began() || again.child.exitCode !== null);
    if (!began()) continue;
    again.child.kill('SIGINT');
    expect(await again.ended, again.said()).toBe(130);
    break;
  }
  expect(openRun(runIn(folder, 'endings') as string).record().lease).toBe(2);
});

it('sweeps of two machines do each job once, and say what they wait for', async () => {
  const folder = temporaryFolder();
  const grid = [ENDINGS, '--vary', 'ending=well,never', '--workers', '2'];
  const sweep = (host: string, more: Record<string, string> = {}) =>
    topdown(['sweep', ...grid], folder, { TOPDOWN_HOST: host, ...more });
  const [one, other] = [sweep('one'), sweep('other', { NODE_OPTIONS: AHEAD })];
  const waiting = (sweep: Begun) => /ending never.*waiting for/.test(sweep.said());
  await until(() => [one, other].some(waiting), one, other);
  const [waits] = [one, other].filter(waiting) as [Begun];
  expect(waits.said()).toMatch(
    /ending never, seed 17: waiting for .*process \d+ on (one|other) has it since .*: let it end, or stop it; .* write {"released":true} into /,
  );
  const runs = () =>
    runsOf(path.join(folder, 'runs'), 'endings')
      .filter((run) => existsSync(path.join(run, 'run.json')))
      .map((run) => openRun(run).record());
  await until(
    () => runs().some(({ status }) => status === 'finished') && runs().length >= 2,
    one,
    other,
  );
  for (const { child } of [one, other]) child.kill('SIGINT');
  expect(await Promise.all([one.ended, other.ended])).toEqual([130, 130]);
  const did = runs().map(({ options, status, resumed }) => [options['ending'], status, resumed]);
  expect(did).toHaveLength(2);
  expect(did).toEqual(
    expect.arrayContaining([
      ['never', 'interrupted', []],
      ['well', 'finished', []],
    ]),
  );
});
