import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { CLAIM } from '../runs/claim';

/** A process that does a job. */
export interface JobProcess {
  readonly pid: number;
  /** It waits for this before it touches anything. */
  readonly permit: () => void;
  /** Asks it to stop so that it can go on later. */
  readonly stop: () => void;
  /** When it ended: why it failed, in words, as far as it said; undefined where it did not. */
  readonly ended: Promise<string | undefined>;
}

/** So many lines are kept of what a process says. */
const KEPT = 5;

/**
 * Starts Node with these arguments as a process that does a job by a claim. It hangs by a channel: it begins
 * when it gets a message over it, and it is to stop when the channel closes, as it also does when
 * this process dies in whatever way. It does not belong to the terminal, or Ctrl-C would reach it
 * twice, and the second time ends it at once.
 */
export function jobProcess(
  args: readonly string[],
  claim: string,
  said: (line: string) => void,
): JobProcess {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, [CLAIM]: claim },
    detached: true,
    windowsHide: true,
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    lines.splice(0, lines.length - KEPT);
    said(line);
  };
  return {
    pid: child.pid ?? 0,
    permit: () => void (child.connected && child.send('begin', () => undefined)), // else it is gone
    stop: () => void (child.connected && child.disconnect()),
    ended: endOf(child, keep).then((how) => (how === undefined ? undefined : whyOf(how, lines))),
  };
}

/**
 * How a process failed, in words, when all is read that it said; undefined where it did not. Node emits no `close` of
 * a process whose channel was closed before.
 */
async function endOf(
  child: ChildProcess,
  keep: (line: string) => void,
): Promise<string | undefined> {
  const ended = new Promise<string | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`);
    });
  });
  const reader = createInterface({ input: child.stderr ?? Readable.from([]) });
  const read = new Promise((resolve) => reader.on('line', keep).on('close', resolve));
  try {
    const [how] = await Promise.all([ended, read]);
    return how;
  } catch (error) {
    return `it did not start: ${(error as Error).message}`;
  }
}

/** The error that it told, with what follows; else how it ended, and its last words. */
function whyOf(end: string, lines: readonly string[]): string {
  const at = lines.findIndex((line) => line.startsWith('error: '));
  if (at < 0) return [end, ...lines].join('\n');
  return lines.slice(at).join('\n').slice('error: '.length);
}
