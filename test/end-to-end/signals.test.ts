import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isAlive } from '../../src/runs/process-identity';
import { temporaryFolder } from '../support/folder';
import { recordsIn, type Script, script, TOPDOWN, textOf, until } from '../support/shell';

/** Both are ended by a signal; what the second does costs least. */
const TRAINING = 'train --data-set drawn-digits --hidden 30,30 --train 1000 --epochs 90000';
const LONG = `run "${path.join(__dirname, 'counting-child.ts')}"`;
const onPosix = process.platform !== 'win32';
const onLinux = process.platform === 'linux';

/** How far a run has come, by what it said last. */
const epochIn = (text: string): number =>
  Number(
    text
      .match(/^epoch \d+/gm)
      ?.at(-1)
      ?.slice(6) ?? 0,
  );

/** The process of the run in a folder, once it is at work. */
async function atWork(folder: string, said: () => string): Promise<number> {
  await until(() => epochIn(said()) > 0);
  const [record] = recordsIn(folder);
  const pid = record?.process.pid as number;
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL'); // a test that failed leaves it
  });
  return pid;
}

async function goesOn(said: () => string): Promise<void> {
  const now = epochIn(said());
  await until(() => epochIn(said()) > now + 2);
}

describe.skipIf(!onPosix)('signals', () => {
  it('that arrive while a network learns and recognises do it no harm', async () => {
    const listening = 'data:text/javascript,process.on("SIGWINCH", () => {})';
    const command = TOPDOWN.replace(' ', ` --import '${listening}' `);
    const options = '--data-set drawn-digits --hidden 60,50 --train 3000 --epochs 90000';
    const { child, said, ended } = script(`exec ${command} train ${options}`, temporaryFolder());
    onTestFinished(() => void child.kill('SIGKILL'));
    let sent = 0;
    const storm = setInterval(() => {
      if (said().includes('run: ')) sent += Number(child.kill('SIGWINCH'));
    }, 1);
    const isOver = () => child.exitCode !== null || child.signalCode !== null;
    await until(() => isOver() || (sent > 500 && epochIn(said()) > 2)); // it recognises after each
    clearInterval(storm);
    expect(isOver(), said()).toBe(false);
    child.kill('SIGTERM');
    expect(await ended, said()).toBe(143);
  });

  it.each([
    ['SIGHUP', 129, TRAINING],
    ['SIGINT', 130, LONG],
    ['SIGTERM', 143, LONG],
  ] as const)('stop a run cleanly: %s', async (signal, code, command) => {
    const folder = temporaryFolder();
    const { said, ended } = script(`exec ${TOPDOWN} ${command}`, folder);
    process.kill(await atWork(folder, said), signal);
    expect(await ended).toBe(code);
    expect(said()).toContain('--resume continues from here');
    expect(recordsIn(folder)).toMatchObject([{ status: 'interrupted' }]);
  });

  it('that are sent twice end it at once', async () => {
    const folder = temporaryFolder();
    const { said, ended } = script(`exec ${TOPDOWN} ${TRAINING}`, folder);
    const pid = await atWork(folder, said);
    process.kill(pid, 'SIGSTOP'); // so that both are there before it can save
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGCONT'] as const) process.kill(pid, signal);
    expect([130, 143]).toContain(await ended);
    expect(recordsIn(folder)).toMatchObject([{ status: 'running' }]);
  });
});

describe.skipIf(!onPosix)('a hang-up is ignored', () => {
  it.each(['> log 2>&1', '2>&1 | cat > log'])('under nohup: nohup topdown … %s', async (to) => {
    const folder = temporaryFolder();
    const { ended } = script(`nohup ${TOPDOWN} ${LONG} ${to}; true`, folder);
    const said = () => textOf(folder, 'log');
    const pid = await atWork(folder, said);
    process.kill(pid, 'SIGHUP');
    await goesOn(said);
    process.kill(pid, 'SIGTERM');
    await ended;
    expect(recordsIn(folder)).toMatchObject([{ status: 'interrupted' }]);
  });

  it.skipIf(!onLinux)('where the shell has been told to ignore it', async () => {
    const folder = temporaryFolder();
    const { said, ended } = script(`trap '' HUP; ${TOPDOWN} ${LONG}; exit $?`, folder);
    const pid = await atWork(folder, said);
    process.kill(pid, 'SIGHUP');
    await goesOn(said);
    process.kill(pid, 'SIGTERM');
    expect(await ended).toBe(143);
  });
});

it.skipIf(!onLinux)('Ctrl-C is not for what a script has put into the background', async () => {
  const folder = temporaryFolder();
  const { said, ended } = script(`${TOPDOWN} ${LONG} & wait $!; exit $?`, folder, { shell: 'sh' });
  const pid = await atWork(folder, said);
  process.kill(pid, 'SIGINT');
  await until(() => said().includes(`\`kill ${pid}\` stops this`));
  await goesOn(said);
  process.kill(pid, 'SIGTERM');
  expect(await ended).toBe(143);
});

describe.skipIf(!onPosix)('what npm has started', () => {
  const ROOT = path.resolve(__dirname, '../..');
  const setUp = `"${process.execPath}" "${path.join(ROOT, 'setup', 'setup.mjs')}" --quiet --`;

  /** A package whose script is a run, directly or by way of set-up, and npm at work on it. */
  const npmRun = (way: string): { folder: string; npm: Script } => {
    const folder = temporaryFolder();
    const scripts = { long: `${way} ${TOPDOWN} ${LONG}`.trim() };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts }));
    return { folder, npm: script('exec npm run long', folder) };
  };

  const stopped = async (folder: string, pid: number) => {
    await until(() => !isAlive(pid));
    expect(recordsIn(folder)).toMatchObject([{ status: 'interrupted' }]);
  };

  it.each([
    ['', 'SIGTERM'],
    ['', 'SIGKILL'],
    [setUp, 'SIGTERM'],
    ...(onLinux ? ([[setUp, 'SIGKILL']] as const) : []),
  ] as const)('saves and stops when npm has gone (%s, %s)', async (way, signal) => {
    const { folder, npm } = npmRun(way);
    const pid = await atWork(folder, npm.said);
    npm.child.kill(signal);
    await stopped(folder, pid);
  });

  it('takes a signal that reaches it twice, by set-up and by its group, for one', async () => {
    const { folder, npm } = npmRun(setUp);
    const pid = await atWork(folder, npm.said);
    process.kill(-(npm.child.pid as number), 'SIGTERM');
    await stopped(folder, pid);
  });

  it.skipIf(!onLinux)('goes on where a hang-up ended npm, and is ignored', async () => {
    const folder = temporaryFolder();
    const scripts = { long: `${TOPDOWN} ${LONG}` };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts }));
    const { child } = script('exec npm run long < /dev/null > log 2>&1', folder);
    const said = () => textOf(folder, 'log');
    const pid = await atWork(folder, said);
    process.kill(-(child.pid as number), 'SIGHUP');
    await goesOn(said);
    process.kill(pid, 'SIGTERM');
    await stopped(folder, pid);
  });
});

it.skipIf(!onPosix)('a shell that started it may go', async () => {
  const folder = temporaryFolder();
  const { child } = script(`${TOPDOWN} ${LONG} > log 2>&1 & read wait`, folder);
  const said = () => textOf(folder, 'log');
  const pid = await atWork(folder, said);
  child.kill('SIGKILL');
  await goesOn(said);
  process.kill(pid, 'SIGTERM');
  await until(() => !isAlive(pid));
  expect(recordsIn(folder)).toMatchObject([{ status: 'interrupted' }]);
});
