/** The shell's exit codes for a program that was asked to stop. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Ctrl-C, once to stop cleanly and twice to stop at once. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** The exit code that says why it stopped. */
  readonly code: () => number;
  /** Gives the signals back to Node. */
  readonly release: () => void;
}

/** Listens for Ctrl-C and its like; `heard` tells the person that it was. */
export function interrupts(heard: () => void): Interrupts {
  const controller = new AbortController();
  let code: number = CODES.SIGINT;
  const listeners = Object.entries(CODES).map(([name, exitCode]) => {
    const listener = () => {
      if (controller.signal.aborted) process.exit(exitCode);
      code = exitCode;
      controller.abort();
      heard();
    };
    process.on(name, listener);
    return { name, listener };
  });
  return {
    signal: controller.signal,
    code: () => code,
    release() {
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}
