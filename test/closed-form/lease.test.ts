import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { append, makeFolder, remove, writeWhole } from '../../src/machine/files';
import { openJsonLines } from '../../src/machine/read-json';
import { metricsLog } from '../../src/observation/metrics-log';
import { traceStore } from '../../src/observation/trace-store';
import type { HeldRun } from '../../src/runs/held-run';
import { type Lease, LeaseLost, leaseHolder, takeLease } from '../../src/runs/lease';
import { LEASE_SECONDS, RELEASED } from '../../src/runs/lease-holder';
import { newRun } from '../../src/runs/perform';
import { hasEnded, identityOf, type ProcessIdentity } from '../../src/runs/process-identity';
import { latestUnfinished, leaseOf, openToResume } from '../../src/runs/resume-run';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

/** What happens just before a file of a lease is made: another process may be faster. */
const meanwhile: { happens?: (() => void) | undefined } = {};
vi.mock('../../src/runs/lease-files', async (original) => {
  const files = await original<typeof import('../../src/runs/lease-files')>();
  return {
    ...files,
    createLine(file: string, line: string) {
      const { happens } = meanwhile;
      meanwhile.happens = undefined;
      happens?.();
      return files.createLine(file, line);
    },
  };
});

afterEach(() => void vi.useRealTimers());

const newBase = () => path.join(temporaryFolder(), 'lease');

function taken(base: string, floor?: number): Lease {
  const { lease, holder } = takeLease(base, floor);
  if (!lease) throw new Error(`it is held: ${JSON.stringify(holder)}`);
  return lease;
}

/** The file of a lease of this process, made as if another had it; so many seconds ago. */
function heldBy(base: string, process: Partial<ProcessIdentity>, secondsAgo = 0): string {
  const file = `${base}.1`;
  const since = new Date().toISOString();
  const holder = { process: { ...identityOf(), ...process }, since, seconds: LEASE_SECONDS };
  writeFileSync(file, `${JSON.stringify(holder)}\n`);
  const then = statSync(file).mtimeMs / 1000 - secondsAgo;
  utimesSync(file, then, then);
  return file;
}

const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

describe('a lease', () => {
  it('is one process’s at a time, and its number grows', () => {
    const base = newBase();
    const first = taken(base);
    expect(takeLease(base).holder).toMatchObject({ process: { pid: process.pid } });
    first.release();
    expect(leaseHolder(base)).toBeUndefined();
    const second = taken(base);
    expect([first.number, second.number]).toEqual([1, 2]);
    second.release();
    expect(taken(base, 7).number).toBe(8); // as high as a record knows of
    expect(readdirSync(path.dirname(base))).toEqual(['lease.8']);
  });

  it('is free at once where its process has surely ended, and only there', () => {
    const ended = (process: Partial<ProcessIdentity>) => {
      const base = newBase();
      heldBy(base, process);
      return leaseHolder(base) === undefined;
    };
    expect(ended({ pid: DEAD })).toBe(true);
    expect(ended({ pid: process.pid })).toBe(false);
    expect(ended({ pid: DEAD, host: 'elsewhere' })).toBe(false);
    expect(ended({ pid: DEAD, boot: 'another' })).toBe(false);
    expect(ended({ pid: DEAD, namespace: 'pid:[1]' })).toBe(false); // of another container
  });

  it.skipIf(process.platform !== 'linux')('is free where a stranger has the number', () => {
    expect(hasEnded({ ...identityOf(process.ppid) })).toBe(false);
    expect(hasEnded({ ...identityOf(process.ppid), began: '1' })).toBe(true);
    const { boot, namespace, began } = identityOf();
    expect([boot, namespace, began].every((one) => (one ?? '') !== '')).toBe(true);
  });

  it('is free after so many seconds without renewal, by the file system’s time', () => {
    for (const clock of ['2001-01-01', '2101-01-01']) {
      vi.useFakeTimers({ now: new Date(clock), toFake: ['Date'] });
      const [silent, going] = [newBase(), newBase()];
      heldBy(silent, { host: 'elsewhere' }, LEASE_SECONDS + 1);
      heldBy(going, { host: 'elsewhere' }, LEASE_SECONDS - 30);
      expect(leaseHolder(silent)).toBeUndefined();
      expect(taken(silent).number).toBe(2);
      expect(Math.round(leaseHolder(going)?.quiet ?? 0)).toBe(LEASE_SECONDS - 30);
    }
  });

  it('is renewed by whoever has it, with the same words', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const base = newBase();
    const lease = taken(base);
    const file = `${base}.1`;
    const words = readFileSync(file, 'utf8');
    utimesSync(file, 0, 0);
    vi.advanceTimersByTime((1000 * LEASE_SECONDS) / 10);
    expect(statSync(file).mtimeMs).toBeGreaterThan(0);
    utimesSync(file, 0, 0);
    lease.check();
    expect(statSync(file).mtimeMs).toBeGreaterThan(0);
    expect(readFileSync(file, 'utf8')).toBe(words);
    lease.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stands while it is being written, and where nobody can read it', () => {
    for (const words of ['', '{"process":', 'null\n']) {
      const base = newBase();
      writeFileSync(`${base}.3`, words);
      expect(takeLease(base).holder).toMatchObject({ file: `${base}.3`, seconds: LEASE_SECONDS });
    }
  });

  it('can be another process’s work, and ends with that', () => {
    const base = newBase();
    const lease = taken(base);
    lease.handTo(identityOf(process.ppid));
    expect(leaseHolder(base)?.process?.pid).toBe(process.ppid);
    lease.handTo(identityOf(DEAD));
    expect(leaseHolder(base)).toBeUndefined();
  });

  it('that was taken over is lost, and what its holder does then touches nothing', () => {
    const base = newBase();
    const old = taken(base);
    utimesSync(`${base}.1`, 0, 0);
    const next = taken(base);
    const words = readFileSync(`${base}.2`, 'utf8');
    expect(old.check).toThrow(LeaseLost);
    expect(old.check).toThrow(`was taken over by process ${process.pid} on `);
    expect(() => old.handTo(identityOf())).toThrow(LeaseLost);
    old.release();
    expect(readdirSync(path.dirname(base))).toEqual(['lease.2']);
    expect(readFileSync(`${base}.2`, 'utf8')).toBe(words);
    next.check();
    remove(`${base}.2`);
    expect(next.check).toThrow('lease.2 was removed');
  });

  it('that a person gave back is lost', () => {
    const base = newBase();
    const lease = taken(base);
    writeFileSync(`${base}.1`, '{"released":true}\n');
    expect(lease.check).toThrow('lease.1 says that it was given back');
    const next = taken(base);
    expect(next.number).toBe(2);
    lease.release();
    next.check();
  });

  it('whose file was removed is lost, where its number has come again, too', () => {
    const base = newBase();
    const asleep = taken(base);
    remove(`${base}.1`);
    vi.useFakeTimers({ now: new Date('2101-01-01'), toFake: ['Date'] }); // another moment
    const next = taken(base);
    expect([asleep.number, next.number]).toEqual([1, 1]);
    expect(asleep.check).toThrow(LeaseLost);
    expect(() => asleep.handTo(identityOf(DEAD))).toThrow(LeaseLost);
    asleep.release();
    next.check();
    expect(leaseHolder(base)?.process?.pid).toBe(process.pid);
  });
});

describe('of two that take a lease', () => {
  it('the slower one sees the faster one', () => {
    const base = newBase();
    meanwhile.happens = () => void taken(base);
    expect(takeLease(base).holder).toMatchObject({ file: `${base}.1` });
  });

  it('the slower one takes the next number, where the faster one has done already', () => {
    const base = newBase();
    meanwhile.happens = () => taken(base).release();
    expect(taken(base).number).toBe(2);
  });

  it('one that slept while numbers went on takes nobody’s away', () => {
    const base = newBase();
    heldBy(base, { pid: DEAD });
    let faster: Lease | undefined;
    meanwhile.happens = () => {
      taken(base).release();
      faster = taken(base);
    };
    expect(takeLease(base).holder).toMatchObject({ file: `${base}.3` });
    faster?.check();
    expect(readdirSync(path.dirname(base))).toEqual(['lease.3']);
  });
});

/** All that is in a folder, with its contents. */
function contents(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((one) => [path.join(one.parentPath, one.name), one] as const)
    .map(([file, one]) => [file, one.isFile() ? readFileSync(file, 'latin1') : ''])
    .sort();
}

function begun(runs = temporaryFolder()): HeldRun {
  const run = newRun(runs, { ...RECORD, status: 'running' });
  run.begin();
  return run;
}

describe('a run', () => {
  it('begins when something is to be written, with a lease that its record knows of', () => {
    const runs = path.join(temporaryFolder(), 'runs');
    const began: string[] = [];
    const run = newRun(runs, RECORD);
    run.onBegin((folder) => began.push(folder));
    run.update({ results: 5 });
    expect([run.begun(), began]).toEqual([false, []]);
    expect(() => readdirSync(runs)).toThrow('ENOENT');
    const file = run.file('some', 'file');
    expect([run.begun(), began]).toEqual([true, [run.path]]);
    expect(file).toBe(path.join(run.path, 'some', 'file'));
    const record = JSON.parse(readFileSync(run.file('run.json'), 'utf8'));
    expect(record).toMatchObject({ results: 5, lease: 1, process: identityOf() });
  });

  it('leaves nothing where it cannot begin', () => {
    const runs = temporaryFolder();
    const run = newRun(runs, RECORD);
    run.onBegin(() => {
      throw new Error('not now');
    });
    expect(() => run.file('a')).toThrow('not now');
    expect(readdirSync(path.join(runs, RECORD.scenario))).toEqual([]);
  });

  it('that cannot begin is left to whoever has taken it over by then', () => {
    const run = newRun(temporaryFolder(), RECORD);
    let folder = '';
    run.onBegin((began) => {
      folder = began;
      writeFileSync(path.join(folder, 'lease.1'), RELEASED);
      expect(takeLease(leaseOf(folder)).lease?.number).toBe(2);
      throw new Error('not now');
    });
    expect(() => run.file('a')).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['lease.2', 'run.json']);
  });

  it('is gone on with by one alone, who says who', () => {
    const run = begun();
    expect(() => openToResume(run.path)).toThrow(
      `${run.path} is still going: process ${process.pid} on `,
    );
    expect(() => openToResume(run.path)).toThrow(
      `write {"released":true} into ${run.path}/lease.1, or wait until`,
    );
    const { scenario } = RECORD;
    const runs = path.dirname(path.dirname(run.path));
    expect(() => latestUnfinished(runs, scenario)).toThrow(`${run.path} is still going`);
    run.leave();
    const again = openToResume(run.path);
    again.begin();
    expect(again.record().lease).toBe(2);
    expect(() => openToResume(run.path)).toThrow('is still going');
    writeFileSync(path.join(run.path, 'lease.2'), '{"released":true}'); // the way round
    expect(openToResume(run.path).record().lease).toBe(2);
    expect(readdirSync(run.path)).toContain('lease.3');
  });

  it('that a living stranger is said to be at is gone on with', () => {
    const moments = [new Date().toISOString(), RECORD.started];
    const [own, stranger] = moments.map((started) => {
      const folder = temporaryFolder();
      const { host } = identityOf();
      const older = { status: 'running', process: { host, pid: process.ppid }, started };
      writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...RECORD, ...older }));
      return folder;
    }) as [string, string];
    expect(() => openToResume(own)).toThrow(`process ${process.ppid} on`);
    if (process.platform === 'linux') openToResume(stranger).leave();
  });

  it('that was taken over is written by its old holder in no way', async () => {
    const run = begun();
    const log = metricsLog(run.file('metrics.jsonl'));
    const kind = { what: 'an answer', schema: z.unknown() };
    const lines = openJsonLines(run.file('answers.jsonl'), kind);
    const trace = await traceStore(run.file('traces.zarr'), new Uint8Array(2));
    mkdirSync(run.file('checkpoints'));
    writeFileSync(run.file('checkpoints', 'old'), '');
    const part = path.join(run.path, 'networks', 'one');
    makeFolder(part);
    utimesSync(path.join(run.path, 'lease.1'), 0, 0);
    takeLease(path.join(run.path, 'lease'));
    const before = contents(run.path);
    const file = path.join(run.path, 'file');
    const metric = { split: 'training', metric: 'x', value: 1, step: null, layer: null } as const;
    for (const write of [
      () => run.update({ status: 'failed' }),
      () => run.file('report.html') && writeWhole(path.join(run.path, 'report.html'), 'a'),
      () => writeWhole(path.join(part, 'deep'), 'a'),
      () => append(file, 'a'),
      () => makeFolder(path.join(run.path, 'figures')),
      () => remove(path.join(run.path, 'checkpoints')),
      () => log.append([{ epoch: 1, batch: null, ...metric }]),
      () => lines.append({}),
    ])
      expect(write).toThrow(LeaseLost);
    await expect(trace.set('/zarr.json', new Uint8Array(3))).rejects.toThrow(LeaseLost);
    log.close();
    run.leave();
    expect(contents(run.path)).toEqual(before);
  });

  it('whose folder is gone is not made again', () => {
    const run = begun();
    const file = run.file('checkpoints', 'one');
    remove(run.path);
    expect(() => makeFolder(path.dirname(file))).toThrow(`${run.path} is gone`);
    expect(() => readdirSync(run.path)).toThrow('ENOENT');
    run.leave();
  });
});
