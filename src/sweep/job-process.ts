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
  /** When it ended: how it failed; undefined where it did not. */
  readonly ended: Promise<Failure | undefined>;
}

/** How a process failed. */
export interface Failure {
  /** In words, as far as it said. */
  readonly why: string;
  /** Whether that is of this machine, so that another may do the job: it did not start, or told an EnvironmentError. */
  readonly isOfMachine: boolean;
}

/** So many lines are kept of what a process says: those of the error that it told, from its first on, else its last. */
const KEPT = 5;

/** How a line begins that tells an error. */
const ERROR = 'error: ';

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
    if (line.startsWith(ERROR)) lines.length = 0;
    lines.push(line);
    if (lines.length > KEPT) lines.splice(lines[0]?.startsWith(ERROR) ? KEPT : 0, 1);
    said(line);
  };
  return {
    pid: child.pid ?? 0,
    permit: () => void (child.connected && child.send('begin', () => undefined)), // else it is gone
    stop: () => void (child.connected && child.disconnect()),
    ended: endOf(child, keep).then((end) => end && failureOf(end, lines)),
  };
}

/** The exit code of what something around the program stopped, as of what nobody foresaw, which tells no error. */
const FAILED = 1;

/** How a process ended that failed. */
interface End {
  readonly how: string;
  /** Null where a signal ended it, undefined where it did not start. */
  readonly code?: number | null;
}

/**
 * How a process failed, when all is read that it said; undefined where it did not. Node emits no `close` of
 * a process whose channel was closed before.
 */
async function endOf(child: ChildProcess, keep: (line: string) => void): Promise<End | undefined> {
  const ended = new Promise<End | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const how = signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
      resolve(code === 0 ? undefined : { how, code });
    });
  });
  const reader = createInterface({ input: child.stderr ?? Readable.from([]) });
  const read = new Promise((resolve) => reader.on('line', keep).on('close', resolve));
  try {
    const [end] = await Promise.all([ended, read]);
    return end;
  } catch (error) {
    return { how: `it did not start: ${(error as Error).message}` };
  }
}

/** Why: the error that it told, with what follows; else how it ended, and its last words. */
function failureOf({ how, code }: End, lines: readonly string[]): Failure {
  if (!lines[0]?.startsWith(ERROR))
    return { why: [how, ...lines].join('\n'), isOfMachine: code === undefined };
  return { why: lines.join('\n').slice(ERROR.length), isOfMachine: code === FAILED };
}
