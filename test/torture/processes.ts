import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from './failure';

const ROOT = path.resolve(__dirname, '../..');
export const TS_NODE = path.join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js');
const TOPDOWN = path.join(ROOT, 'bin', 'topdown.cjs');

/** In the environment of every process of the campaign, and of theirs: whose they are. */
const MARK = 'TOPDOWN_TORTURE';

/** Milliseconds after which a process hangs that takes seconds where nothing is wrong. */
export const HANGS = 15 * 60_000;

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of a trial. */
export interface Running {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** What it has said on stderr so far. */
  readonly said: () => string;
  /** Throws a Failure where it hangs, after ending it. */
  readonly ended: Promise<Ended>;
}

/** What a process has of its own. */
export interface Own {
  readonly env?: NodeJS.ProcessEnv;
  /** Where `log.txt` is that it says its words into; its working folder where not given. */
  readonly log?: string;
  /** How long it works where nothing is wrong, if that is known. */
  readonly seconds?: number;
}

const alive = new Set<ChildProcess>();

/** Starts Node in a process of its own; what it says goes into `log.txt`, too. */
export function node(args: readonly string[], cwd: string, own: Own = {}): Running {
  return begin(process.execPath, args, cwd, own);
}

/** `topdown`, as a person types it in this folder. */
export function topdown(args: readonly string[], cwd: string, own: Own = {}): Running {
  return node([TOPDOWN, ...args], cwd, own);
}

/** The same with no file larger than so many kilobytes, which stands for a full disk. */
export function topdownWithin(kilobytes: number, args: readonly string[], cwd: string): Running {
  const script = `ulimit -f ${kilobytes}; exec "$0" "$@"`;
  return begin('bash', ['-c', script, process.execPath, TOPDOWN, ...args], cwd, {});
}

function begin(
  program: string,
  args: readonly string[],
  cwd: string,
  { env, log = cwd, seconds = 0 }: Own,
): Running {
  // Marked by its folder, and in a group of its own: Ctrl-C reaches it through the campaign alone.
  const marked = { ...process.env, ...env, [MARK]: cwd };
  const child = spawn(program, args, {
    ...{ cwd, env: marked, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    const clock = setTimeout(
      () => {
        reject(new Failure(`hangs: ${path.basename(program)} ${args.slice(1).join(' ')}`));
        endGroup(child);
      },
      HANGS + 1000 * seconds,
    );
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(clock);
      alive.delete(child);
      appendFileSync(
        path.join(log, 'log.txt'),
        `$ ${[program, ...args].join(' ')}\n${stdout}${stderr}→ ${signal ?? code}\n`,
      );
      resolve({ code, signal, stdout, stderr });
    });
  });
  ended.catch(() => undefined); // whoever waits for it is told
  const pid = child.pid ?? 0;
  return { pid, kill: (signal) => void child.kill(signal), said: () => stderr, ended };
}

/** Ends every process that the campaign has started and that is still at work. */
export function endAll(): void {
  for (const child of alive) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/**
 * Waits until no process is left that was started in this folder, directly or by others.
 * Throws a Failure that names those that do not end. Where the system does not tell, there are none.
 */
export async function nobodyLeft(folder: string): Promise<void> {
  const start = performance.now();
  for (let left = startedIn(folder); left.length > 0; left = startedIn(folder)) {
    if (performance.now() - start > HANGS) {
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      throw new Failure(`processes are left behind: ${left.map(({ what }) => what).join('; ')}`);
    }
    await pause(50);
  }
}

/** Ends what is left of those that were started in this folder. */
export function endThose(folder: string): void {
  for (const { pid } of startedIn(folder)) process.kill(pid, 'SIGKILL');
}

/** The processes, at work, whose mark is this folder or one in it. */
function startedIn(folder: string): { readonly pid: number; readonly what: string }[] {
  return namesIn('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
      const environment = readFileSync(`/proc/${name}/environ`, 'latin1').split('\0');
      const mark = environment.find((one) => one.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
      if (mark !== folder && !mark?.startsWith(folder + path.sep)) return [];
      const what = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
      return what === '' ? [] : [{ pid: Number(name), what }]; // one that is over has no command
    } catch {
      return []; // it has ended, or is another person's
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
