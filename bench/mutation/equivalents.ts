import type { Survivor } from './results';

/** Why no test can fail on a mutant, or why none does. */
interface Known {
  readonly file: string;
  /** Part of the line that it changes, which tells it from others: lines move, their text seldom does. */
  readonly code: string;
  /** What it puts there; every change of the line, if it is not said. */
  readonly to?: string;
  readonly why: string;
}

const KNOWN: readonly Known[] = [];

/** The sentence that is on record for a survivor. */
export function whyItLives({ file, code, to }: Survivor): string | undefined {
  const found = KNOWN.find(
    (one) => one.file === file && code.includes(one.code) && (one.to ?? to) === to,
  );
  return found?.why;
}
