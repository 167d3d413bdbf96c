import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

/** The notes of set-up, which is no TypeScript. */
const memory = () => import(path.resolve(__dirname, '../../setup/memory.mjs'));

it('a note of set-up is written as a whole, and leaves nothing where it cannot be', async () => {
  const { recall, remember, rememberIfPossible } = await memory();
  const folder = temporaryFolder();
  const [note, taken] = ['note.json', 'taken.json'].map((name) => path.join(folder, name));
  mkdirSync(path.join(taken as string, 'in-its-way'), { recursive: true });
  remember(note, { sum: 1 });
  expect(recall(note)).toEqual({ sum: 1 });
  expect(() => remember(taken, { sum: 2 })).toThrow();
  expect(() => rememberIfPossible(taken, { sum: 2 })).not.toThrow();
  expect(recall(taken)).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(['note.json', 'taken.json']);
});
