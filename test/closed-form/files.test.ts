import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/engine/files';
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
