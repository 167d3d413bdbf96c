import { IGNORED_SIGNALS } from './ignored-signals';
import { followLaunchers } from './launchers';

/** The shell's exit codes for a program that was asked to stop. */
const CODES = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/**
 * Within so many milliseconds, the same signal again is the same wish: npm and others hand on what a
 * whole group gets. Ctrl-C they leave to the terminal.
 */
const ECHO = 5000;

/** Ctrl-C, once to stop cleanly and twice to stop at once. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** The exit code that says why it stopped. */
  readonly code: () => number;
  /** Gives the signals back to Node. */
  readonly release: () => void;
}

/**
 * Listens for Ctrl-C and its like, but for what was ignored when the program started, and stops as by
 * SIGTERM, once, when those who started it have gone; `heard` tells the person why it stops.
 */
export function interrupts(heard: (why: string) => void): Interrupts {
  const controller = new AbortController();
  let [code, time] = [0, 0];
  const stop = (why: string, exitCode: number) => {
    [code, time] = [exitCode, performance.now()];
    controller.abort();
    heard(why);
  };
  const listeners = CODES.filter(([name]) => !IGNORED_SIGNALS.has(name)).map(([name, exitCode]) => {
    const listener = () => {
      if (!controller.signal.aborted)
        return stop('stopping; press Ctrl-C again to stop at once', exitCode);
      const isEcho = exitCode === code && performance.now() - time < ECHO;
      if (name === 'SIGINT' || !isEcho) process.exit(exitCode);
    };
    process.on(name, listener);
    return { name, listener };
  });
  const forget = followLaunchers(() => {
    if (!controller.signal.aborted) stop('the process that started this has ended: stopping', 143);
  });
  return {
    signal: controller.signal,
    code: () => code,
    release() {
      forget();
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}
