import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileError, makeFolder, writeWhole } from '../engine/files';
import { isAlive } from '../experiment/is-alive';

/** The word that a process has taken a job on, until the job's run folder says so itself. */
export interface Claim {
  /** Passes it on to the process that does the job. Throws EnvironmentError. */
  readonly handTo: (pid: number) => void;
  readonly release: () => void;
}

/** The claims of all sweeps over one scenario: no two processes have the same job at a time. */
export interface Claims {
  /** Claims a job for this process; undefined where another has it. Throws EnvironmentError. */
  readonly take: (job: string) => Claim | undefined;
}

/** By then, in milliseconds, a run has its folder: a process of that number is another. */
const HOLDS = 120_000;

/**
 * Claims as files in a folder, `<job>.<n>`. One whose process is dead is void. It is not removed,
 * which two could do at once, the second taking away what the first has put in its place: the next
 * claim has the next number, and the file system gives a name to one alone.
 */
export function claimsIn(folder: string): Claims {
  const numbers = (job: string) =>
    filesIn(folder)
      .filter((name) => name.startsWith(`${job}.`) && /\.\d+$/.test(name))
      .map((name) => Number(name.slice(job.length + 1)))
      .sort((one, other) => other - one);
  const fileOf = (job: string, number: number) => path.join(folder, `${job}.${number}`);
  return {
    take(job) {
      const before = numbers(job);
      const last = before[0] ?? 0;
      if (holds(fileOf(job, last))) return undefined;
      const file = fileOf(job, last + 1);
      if (!created(folder, file)) return undefined; // another was faster
      for (const number of before) rmSync(fileOf(job, number), { force: true });
      return {
        handTo: (pid) => writeWhole(file, holder(pid)),
        release: () => rmSync(file, { force: true }),
      };
    },
  };
}

function holder(pid: number): string {
  return JSON.stringify({ host: hostname(), pid });
}

function created(folder: string, file: string): boolean {
  makeFolder(folder);
  try {
    writeFileSync(file, holder(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError('write', file, error);
  }
}

/** Whether a claim stands. One that is still being written does. */
function holds(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > HOLDS) return false;
    const text = readFileSync(file, 'utf8');
    if (text === '') return true;
    const { host, pid } = JSON.parse(text) as { host: string; pid: number };
    return host !== hostname() || isAlive(pid);
  } catch {
    return false; // there is none, or it is no claim
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
