import { CommanderError } from 'commander';
import { DivergenceError, EnvironmentError, InputError } from '../input/errors';
import { ReaderGone, tell } from './print';
import { IGNORED_SIGNALS } from './signals/ignored-signals';

/**
 * Runs `work`, which returns the exit code, as what this process is for: who reads what it says may
 * go, and signals that were ignored when it started stay ignored.
 */
export function asProgram(work: () => Promise<number>): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of IGNORED_SIGNALS)
    process.on(signal, () => {
      if (signal !== 'SIGHUP')
        tell(`continuing in the background; \`kill ${process.pid}\` stops this`);
    });
  void extended(work).then((code) => {
    process.exitCode = code;
  });
}

/** `work`, with what a person adds to the program. */
async function extended(work: () => Promise<number>): Promise<number> {
  try {
    if (process.env['TOPDOWN_EXTENSIONS']) (await import('./load-extensions')).loadExtensions();
    return await work();
  } catch (error) {
    return failure(error, tell);
  }
}

/** Exit codes, apart from 0 and those of signals that were heard. */
export const BAD_INPUT = 2;
export const FAILED = 1;
/** That of SIGPIPE, which ends other programs whose reader has gone. */
const READER_GONE = 141;

/**
 * Tells the person what went wrong and returns the exit code: 2 for bad input, 141 where nobody
 * reads on, else 1.
 */
export function failure(error: unknown, say: (text: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
  if (error instanceof ReaderGone) return READER_GONE;
  if (error instanceof InputError) {
    say(`error: ${error.message}`);
    return BAD_INPUT;
  }
  const known = error instanceof EnvironmentError || error instanceof DivergenceError;
  if (known) say(`error: ${error.message}`);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return FAILED;
}
