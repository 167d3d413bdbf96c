import type { z } from 'zod';
import { append, writeWhole } from './files';
import { parseJson } from './read-json';
import { readIfThere } from './read-whole';

/** A file of JSON lines that grows: what was written stays, whatever happens next. */
export interface JsonLines<T> {
  /** The lines that are in it, in order. */
  readonly lines: () => readonly T[];
  /** Adds a line; it is with the operating system on return. Throws EnvironmentError. */
  readonly append: (line: T) => void;
}

/** What a line is, in words, and the schema that those in the file are read by. */
interface LineKind<T> {
  readonly what: string;
  readonly schema: z.ZodType<T>;
}

/** Bytes of a file at the most. */
const LARGEST = 400 * 2 ** 20;
const LINE_FEED = 10;
const LINE_REMEDY = 'Remove the line, and what it held is made again';

/**
 * Opens the file, or begins it; a last line that a crash cut short is dropped.
 * Throws InputError where another line is not what it should be.
 */
export function openJsonLines<T>(file: string, kind: LineKind<T>): JsonLines<T> {
  const content = readIfThere(file, LARGEST) ?? Buffer.alloc(0);
  const end = content.lastIndexOf(LINE_FEED) + 1;
  if (end < content.length) writeWhole(file, content.subarray(0, end));
  const lines = wholeLines(content).flatMap((line, at) =>
    line.length === 0
      ? []
      : [parseJson(line, `${file}, line ${at + 1},`, { ...kind, remedy: LINE_REMEDY })],
  );
  return {
    lines: () => lines,
    append(line) {
      append(file, `${JSON.stringify(line)}\n`);
      lines.push(line);
    },
  };
}

/** The lines of a file that are ended by a line feed, without it. */
export function wholeLines(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, end = 0; ; from = end + 1) {
    end = content.indexOf(LINE_FEED, from);
    if (end < 0) return lines;
    lines.push(content.subarray(from, end));
  }
}
