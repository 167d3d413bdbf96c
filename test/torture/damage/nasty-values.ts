import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';
import { writtenLimit } from './limits';

/** Words that have a meaning somewhere. */
export const NASTY_WORDS = [
  ...['', ' ', '\0', '\n', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'],
  ...[
    '../secret.txt',
    '../victim.svg',
    '/etc/passwd',
    '..',
    '.',
    'a/../../b',
    '~',
    'file:///dev/zero',
  ],
  ...['NaN', 'Infinity', 'undefined', 'null', 'true', '[object Object]', '-', '--', '%s%n'],
  ...['<script>alert(1)</script>', '</script>', '</svg>', '"', "'", '\\', '\u202e', '\ud800', '﷽'],
  ...['1970-01-01T00:00:00.000Z', '2026-13-45T99:99:99.000Z', 'AAAA', 'AAA=', 'data:,x'],
];

/** Lengths of what is made long. */
const LONG = [256, 5000, 100_000];
/** Depths of what is made deep: JSON reads them all, functions that call themselves may not. */
const DEEP = [50, 3000, 20_000];

/** Any piece of JSON but a plain one, as text. */
export function nastyJson(random: RandomStream): string {
  return oneOf(random, [
    () => writtenLimit(random),
    () => JSON.stringify(oneOf(random, NASTY_WORDS)),
    () => JSON.stringify(nastyLong(random)),
    () => oneOf(random, ['null', 'true', 'false', '[]', '{}', '[null]', '[[]]', '{"":0}']),
    () => nested(oneOf(random, DEEP), random.uniform() < 0.5 ? ['[', ']'] : ['{"a":', '}']),
    () => `[${Array(oneOf(random, LONG)).fill(writtenLimit(random)).join()}]`,
    () => `{"__proto__":${writtenLimit(random)},"constructor":{"prototype":null}}`,
  ])();
}

/** A word that is nasty, long, or a number at a limit. */
export function nastyWord(random: RandomStream): string {
  const which = random.uniform();
  if (which < 0.4) return oneOf(random, NASTY_WORDS);
  return which < 0.9 ? writtenLimit(random) : nastyLong(random);
}

function nastyLong(random: RandomStream): string {
  return oneOf(random, ['x', '9', '\u00e9', ' ']).repeat(oneOf(random, LONG));
}

function nested(depth: number, [open, close]: readonly [string, string]): string {
  return `${open.repeat(depth)}0${close.repeat(depth)}`;
}
