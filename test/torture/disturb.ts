import { setTimeout as pause } from 'node:timers/promises';
import type { RandomStream } from '../../src/engine/random';
import { Failure } from './failure';
import { oneOf } from './parser';
import type { Ended, Running } from './processes';

/** What is done to a process, half of it SIGKILL. Of SIGSTOP it recovers a moment later. */
const KINDS = [
  ...(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL'] as const),
  ...(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGSTOP'] as const),
];

/** The exit codes of a program that was asked to stop and did. */
const STOPPED: Readonly<Record<string, number>> = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 };

/** Milliseconds, at most, that a process stands still. */
const STILL = 500;

/** What was done to a process, and how it ended. */
export interface Disturbed {
  /** The signal; undefined where the process was faster. */
  readonly how: NodeJS.Signals | undefined;
  readonly ended: Ended;
  /** Whether it had the time to leave things in order. */
  readonly orderly: boolean;
}

/** How often a process is ended when something comes to be, rather than at any moment. */
const AT_A_POINT = 0.3;

/**
 * Sends a process a signal at a moment between its start and, where nothing disturbs it, its end
 * (`milliseconds`), or as soon as one of the `points` is there; and waits until it has ended. Throws a
 * Failure where it ends in a way that it should not.
 */
export async function disturb(
  running: Running,
  random: RandomStream,
  milliseconds: number,
  points: readonly (() => boolean)[] = [],
): Promise<Disturbed> {
  const how = KINDS[random.integer(0, KINDS.length - 1)] as (typeof KINDS)[number];
  const moment = random.uniform() * milliseconds;
  const stillness = random.uniform() * STILL;
  const atPoint = random.uniform() < AT_A_POINT && points.length > 0;
  const point = atPoint ? oneOf(random, points) : undefined;
  const over = new AbortController();
  const first = await Promise.race([
    point ? comesToBe(point, over.signal) : pause(moment),
    running.ended,
  ]).finally(() => over.abort());
  if (first === undefined) running.kill(how);
  if (first === undefined && how === 'SIGSTOP') {
    await pause(stillness);
    running.kill('SIGCONT');
  }
  const ended = await running.ended;
  const { code, signal, stderr } = ended;
  withoutStack(ended);
  const died = signal === how; // also of SIGTERM, where it came before the program listens
  const stopped = code !== null && code === STOPPED[how];
  if (!died && !stopped && code !== 0)
    throw new Failure(`ended with ${signal ?? `code ${code}`} after ${how}: ${lastWords(stderr)}`);
  return { how: first === undefined ? how : undefined, ended, orderly: signal === null };
}

/** Waits until a point is there, or nobody waits any more. */
async function comesToBe(point: () => boolean, over: AbortSignal): Promise<void> {
  while (!over.aborted && !point()) await pause(1);
}

/** Throws a Failure where a process said more than is for the person at the keyboard. */
export function withoutStack({ stderr }: Pick<Ended, 'stderr'>): void {
  if (/^\s+at .+[:)]\d*/m.test(stderr)) throw new Failure(`a stack trace: ${firstError(stderr)}`);
}

/** Throws a Failure where a process did not do what it was asked for. */
export function succeeded(what: string, ended: Ended): void {
  withoutStack(ended);
  if (ended.code !== 0)
    throw new Failure(
      `${what} ended with ${ended.signal ?? `code ${ended.code}`}: ${lastWords(ended.stderr)}`,
    );
}

/**
 * Milliseconds until a process has done what it was asked for, where nothing disturbs it; it was started
 * a moment ago. Throws a Failure where it does not do it.
 */
export async function undisturbedTime(what: string, { ended }: Running): Promise<number> {
  const start = performance.now();
  succeeded(`an undisturbed ${what}`, await ended);
  return performance.now() - start;
}

function firstError(stderr: string): string {
  return stderr.split('\n').find((line) => /error/i.test(line)) ?? lastWords(stderr);
}

export function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
