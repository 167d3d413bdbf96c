import type { z } from 'zod';
import { InputError } from '../input/errors';
import { whatIsWrong } from '../input/what-is-wrong';
import { append, writeWhole } from './files';
import { readIfThere, readWhole } from './read-whole';

/** What a JSON file is to be. */
export interface JsonKind<T> {
  /** In words, as in `the record of a run`. */
  readonly what: string;
  readonly schema: z.ZodType<T>;
  /** What to do where it is damaged. */
  readonly remedy?: string;
  /** Bytes at the most. */
  readonly most: number;
}

const REMEDY = 'Copy it again from where it is whole, or make it again';

/** Lists and objects within each other, at the most: no record of ours comes near. */
const DEEPEST = 100;
/** Lists and objects in all, at the most: so many, and one for every so many bytes. */
const MANY = 500_000;
const BYTES_EACH = 24;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** As ASCII has them; what closes comes two after what opens. */
const [BACKSLASH, QUOTE, SQUARE, CURLY] = [92, 34, 91, 123];

/**
 * A JSON file as its schema wants it. What could take more memory than ten times the file, or
 * overflow whatever walks through it later, is refused before it is parsed.
 * Throws InputError: one sentence that names the file and the place in it.
 */
export function readJson<T>(file: string, kind: JsonKind<T>): T {
  return parseJson(readWhole(file, kind.most), file, kind);
}

/** The same of bytes that were read before; `place` is where they are from. */
export function parseJson<T>(
  bytes: Uint8Array,
  place: string,
  { what, schema, remedy = REMEDY }: Omit<JsonKind<T>, 'most'>,
): T {
  const refuse = (why: string, cause?: unknown) =>
    new InputError(`${place} is not ${what} of this version, or it is damaged: ${why}. ${remedy}`, {
      cause,
    });
  const excess = excessIn(bytes);
  if (excess !== undefined) throw refuse(excess);
  let content: unknown;
  try {
    content = JSON.parse(UTF8.decode(bytes));
  } catch (error) {
    throw refuse('it is not JSON', error);
  }
  const { data, success } = schema.safeParse(content);
  if (success) return data;
  throw refuse(whatIsWrong(schema, content));
}

/** What JSON has too much of, in words; outside of its texts brackets are what they seem. */
function excessIn(bytes: Uint8Array): string | undefined {
  const most = MANY + bytes.length / BYTES_EACH;
  let [depth, count, inText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === SQUARE || byte === CURLY) {
      if (++depth > DEEPEST) return `it is nested more than ${DEEPEST} deep`;
      if (++count > most) return `it holds more than ${Math.floor(most)} lists and objects`;
    } else if (byte === SQUARE + 2 || byte === CURLY + 2) depth--;
  }
  return undefined;
}

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
const LINE_REMEDY = 'Remove the line: what it held is then made again';

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
