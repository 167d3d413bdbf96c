import { CommanderError, type OutputConfiguration } from 'commander';
import { EnvironmentError, InputError } from '../engine/errors';
import { messageInShort } from '../engine/in-short';
import { DivergenceError } from '../learning/divergence-error';

/** Exit codes, apart from 0 and those of signals. */
export const BAD_INPUT = 2;
export const FAILED = 1;

/** How commander tells what it does not know: in short, whatever was typed. */
export const TOLD: OutputConfiguration = {
  outputError: (text, write) => write(messageInShort(text)),
};

/** Tells the person what went wrong and returns the exit code: 2 for bad input, else 1. */
export function failure(error: unknown, say: (text: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
  if (error instanceof InputError) {
    say(`error: ${error.message}`);
    return BAD_INPUT;
  }
  const known = error instanceof EnvironmentError || error instanceof DivergenceError;
  if (known) say(`error: ${error.message}`);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return FAILED;
}
