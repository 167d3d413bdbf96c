import { Command, InvalidArgumentError } from 'commander';
import { InputError } from '../src/input/errors';

/** The command of a benchmark, to be given options; bad ones are refused with exit code 2. */
export function benchCommand(called: string): Command {
  return new Command(called).exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** An option's whole number above 0; commander says what is wrong with any other text. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It has to be a whole number of 1 or more.');
}

/** Runs a benchmark; where it fails it says why, and ends with exit code 2 for bad input, else 1. */
export async function runBenchmark(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof InputError ? 2 : 1;
  }
}
