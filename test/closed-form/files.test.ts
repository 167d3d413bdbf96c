import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  makeFolder,
  writeInParts,
  writeOnlyIf,
  writeWhole,
} from '../../src/machine/files';
import { temporaryFolder } from '../support/folder';

describe('making a folder', () => {
  it('makes those above it too, and leaves what is there', () => {
    const folder = path.join(temporaryFolder(), 'a', 'b');
    makeFolder(folder);
    writeFileSync(path.join(folder, 'kept'), '');
    makeFolder(folder);
    expect(existsSync(path.join(folder, 'kept'))).toBe(true);
  });

  it('says where a file is in the way', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'below')])
      expect(() => makeFolder(folder)).toThrow('a part of that path is a file');
  });

  it.skipIf(process.platform !== 'linux')('ends where the system has no folder to make', () => {
    expect(() => makeFolder('/proc/none/of/these')).toThrow('cannot make');
  });
});

describe('a file that is written whole', () => {
  it('has a draft until it is put in its place', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'file');
    writeWhole(file, 'old');
    const [one, other] = [draftOf(file, 'new'), draftOf(file, 'newer')];
    expect(readFileSync(file, 'utf8')).toBe('old');
    one.put();
    other.drop();
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('says why it cannot be written, and not why its draft cannot be removed', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const below = path.join(file, 'below');
    expect(() => writeWhole(below, '')).toThrow(`cannot write ${below}: a part of that path`);
  });

  it('may be written in parts', () => {
    const file = path.join(temporaryFolder(), 'file');
    for (const [content, atOnce] of [
      ['in parts', 3],
      ['whole', 5],
      ['', 1],
    ] as const) {
      writeInParts(file, Buffer.from(content), atOnce);
      expect(readFileSync(file, 'utf8')).toBe(content);
    }
  });

  it('is asked for once more before it gets its name', () => {
    const folder = temporaryFolder();
    let answers = [true, false];
    const free = writeOnlyIf(folder, () => {
      if (!answers.shift()) throw new Error('not any more');
    });
    expect(() => writeWhole(path.join(folder, 'a', '..', 'file'), 'a')).toThrow('not any more');
    expect(readdirSync(folder)).toEqual([]);
    answers = [];
    free();
    writeWhole(path.join(folder, 'file'), 'a');
  });
});

/** Ways of changing what is on a disk, by the names that Node gives them. */
const CHANGES =
  /\b(appendFile|chmod|chown|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|ftruncate|unlink|utimes|futimes|write|writeFile)(Sync)?\b/;
/** Those that may: what lies in no run, a lease itself, and what asks it (`checkHeld`). */
const MAY = [
  'cli/print.ts',
  'engine/load-saved-model.ts',
  'machine/files.ts',
  'runs/lease-files.ts',
  'runs/lease-holder.ts',
  'observation/trace-store.ts',
  'runs/perform.ts',
];

it('nothing in src changes files but by machine/files, which asks whether it may', () => {
  const src = path.resolve(__dirname, '../../src');
  const others = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !MAY.includes(file))
    .filter((file) => {
      const text = readFileSync(path.join(src, file), 'utf8');
      const imports = [...text.matchAll(/import ([^;]*?) from 'node:fs(?:\/promises)?'/g)];
      return imports.some(([, names = '']) => /\*/.test(names) || CHANGES.test(names));
    });
  expect(others).toEqual([]);
});
