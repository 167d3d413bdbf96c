import type { z } from 'zod';
import { InputError } from './errors';
import { readWhole } from './read-whole';
import { whatIsWrong } from './what-is-wrong';

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

const REMEDY = 'Copy it again from where it is whole, or make it anew';

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
