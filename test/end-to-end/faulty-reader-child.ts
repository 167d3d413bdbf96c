import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../src/input/errors';
import type { Parser } from '../torture/parser';

/** All ways in which a reader of files can go wrong, by the word in the file. */
const FAULTS: Readonly<Record<string, (folder: string) => unknown>> = {
  read: () => undefined,
  refused: () => {
    throw new InputError('it is not sound: give another');
  },
  raw: () => Object.entries(undefined as unknown as object),
  'raw words': () => {
    throw new InputError('--epochs: Invalid input: expected number, received string');
  },
  endless: () => {
    for (;;);
  },
  dies: () => process.abort(),
  memory: () => Buffer.alloc(2 ** 27, 1),
  heap: () => {
    const all: number[][] = [];
    for (;;) all.push(Array(10_000).fill(0.5));
  },
};

export const WORDS = Object.keys(FAULTS);

const parser: Parser = {
  name: 'faulty',
  sound: () => WORDS.map((word) => new Map([['word', Buffer.from(word)]])),
  damage: (sound) => new Map([...sound, ['damaged', Buffer.of(1)]]),
  read(folder) {
    if (!existsSync(path.join(folder, 'damaged'))) return;
    FAULTS[readFileSync(path.join(folder, 'word'), 'utf8')]?.(folder);
  },
};

export default parser;
