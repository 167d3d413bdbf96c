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

it('a failure is remembered for hours, and not where the clock was set back', async () => {
  const { recentFailure, remember, rememberFailure } = await memory();
  const note = path.join(temporaryFolder(), 'engine.json');
  expect(recentFailure(note)).toBeUndefined();
  rememberFailure(note, 'no network');
  expect(recentFailure(note)).toBe('no network');
  for (const hours of [-13, 1]) {
    const at = Date.now() + hours * 3_600_000;
    remember(note.replace('.json', '.failed.json'), { reason: 'no network', at });
    expect(recentFailure(note)).toBeUndefined();
  }
});
