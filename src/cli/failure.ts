import { CommanderError } from 'commander';
import { EnvironmentError, InputError } from '../engine/errors';
import { DivergenceError } from '../learning/divergence-error';
import { ReaderGone } from './print';

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
