import { existsSync, readFileSync } from 'node:fs';
import { InputError } from './errors';
import { append, writeWhole } from './files';

/** A file of JSON lines that grows: what was written stays, whatever happens next. */
export interface JsonLines {
  /** The lines that are in it, in order. */
  readonly lines: () => readonly unknown[];
  /** Adds a line; it is with the operating system on return. Throws EnvironmentError. */
  readonly append: (line: unknown) => void;
}

/**
 * Opens the file, or begins it; a last line that a crash cut short is dropped.
 * Throws InputError where another line is not JSON.
 */
export function openJsonLines(file: string): JsonLines {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeWhole(file, whole);
  const lines = whole
    .split('\n')
    .filter(Boolean)
    .map((line, at) => parse(line, `line ${at + 1} of ${file}`));
  return {
    lines: () => lines,
    append(line) {
      append(file, `${JSON.stringify(line)}\n`);
      lines.push(line);
    },
  };
}

function parse(line: string, which: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InputError(`${which} is damaged: remove it, and what it held is made again`);
  }
}
