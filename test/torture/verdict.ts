import { CommanderError } from 'commander';
import { EnvironmentError, InputError } from '../../src/input/errors';

/** What an input came to: it was read, refused in a sentence, or something was wrong with that. */
export type Verdict = { readonly word: 'read' | 'refused' } | { readonly failure: string };

/** Characters of what is kept of a failure. */
const LONGEST = 5000;

/** Words that no person at the keyboard asked for: of V8, zod and tfjs. */
const RAW = [
  /Maximum call stack|Cannot read propert|Cannot convert|is not (?:a function|iterable)/,
  /Invalid (?:typed )?array (?:buffer )?length|Invalid string length|[Oo]ut of memory/,
  /[Ii]nvalid input: expected|expected \w+, received \w+/,
  /Tensor\w* (?:shape|must)|tensor\d?d\(/,
  /^\s+at /m,
];

/** Judges how a reader ended; `error` is undefined where it read the input. */
export function verdictOn(error: unknown): Verdict {
  if (error === undefined) return { word: 'read' };
  if (!(error instanceof Error)) return { failure: `threw what is no error: ${String(error)}` };
  if (error.name === 'Failure') return { failure: error.message };
  const { message } = error;
  if (error instanceof CommanderError) return { word: 'refused' };
  if (!(error instanceof InputError || error instanceof EnvironmentError))
    return { failure: `a raw error: ${error.stack ?? message}`.slice(0, LONGEST) };
  const raw = RAW.map((words) => words.exec(message)?.[0]).find((words) => words !== undefined);
  if (raw !== undefined)
    return { failure: `raw words in a refusal: ${raw}\n${message}`.slice(0, LONGEST) };
  return { word: 'refused' };
}
