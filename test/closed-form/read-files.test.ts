import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { limited } from '../../src/input/limits';
import { readError } from '../../src/machine/file-errors';
import { parseJson, readJson } from '../../src/machine/read-json';
import { kindOf, namesIn, readIfThere, readWhole } from '../../src/machine/read-whole';
import { temporaryFolder } from '../support/folder';

describe('a file from elsewhere', () => {
  it('is read whole, up to its limit, and is nothing where there is none', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'file');
    writeFileSync(file, 'four');
    expect(readWhole(file, 4).toString()).toBe('four');
    expect(() => readWhole(file, 3)).toThrow(`${file} has 4 bytes, more than the 3`);
    for (const missing of [path.join(folder, 'none'), path.join(file, 'below')]) {
      expect(readIfThere(missing, 4)).toBeUndefined();
      expect(() => readWhole(missing, 4)).toThrow(`there is no ${missing}`);
    }
  });

  it('that cannot be read is told in a sentence, with what to do', () => {
    const folder = temporaryFolder();
    const loop = path.join(folder, 'loop');
    symlinkSync('loop', loop);
    const long = path.join(folder, 'x'.repeat(5000));
    for (const look of [kindOf, namesIn, (file: string) => readWhole(file, 4)]) {
      expect(() => look(loop)).toThrow(InputError);
      expect(() => look(loop)).toThrow('its symbolic links lead to each other; name the file');
      expect(() => look(long)).toThrow('that path is too long; give a shorter one');
    }
    expect(() => readWhole(folder, 4)).toThrow(`${folder} is not a file`);
  });

  it.skipIf(process.platform === 'win32')('does not wait for the other end of a pipe', () => {
    const pipe = path.join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => readWhole(pipe, 4)).toThrow('is not a file');
    expect(kindOf(pipe)).toBe('device');
  });

  it('is the person’s to mend where its path is wrong, else the machine’s', () => {
    const failing = (code: string) => Object.assign(new Error(code), { code });
    for (const code of ['EACCES', 'ELOOP', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'])
      expect(readError('a', failing(code))).toBeInstanceOf(InputError);
    for (const code of ['EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ESTALE'])
      expect(readError('a', failing(code))).toBeInstanceOf(EnvironmentError);
    expect(readError('a', failing('EIO')).message).not.toContain('EIO');
  });

  it('names what is in a folder in order, and nothing where there is none', () => {
    const folder = temporaryFolder();
    for (const name of ['b', 'a']) mkdirSync(path.join(folder, name));
    expect(namesIn(folder)).toEqual(['a', 'b']);
    expect(namesIn(path.join(folder, 'none'))).toEqual([]);
  });
});

describe('JSON from elsewhere', () => {
  const kind = { what: 'a list', schema: limited(z.array(z.int()), 3) };
  const parse = (text: string) => parseJson(Buffer.from(text, 'latin1'), 'some.json', kind);

  it('is what its schema says, or one sentence tells the place', () => {
    expect(parse('[1,2,3]')).toEqual([1, 2, 3]);
    const said = 'some.json is not a list of this version, or it is damaged: ';
    expect(() => parse('[1,"2"]')).toThrow(
      `${said}1: not a whole number up to 2^53 - 1, but "2". Copy it`,
    );
    expect(() => parse('[1,2,3,4]')).toThrow(`${said}has more than 3 entries.`);
    expect(() => parse('[1,')).toThrow(`${said}it is not JSON.`);
    expect(() => parse('["\xff"]')).toThrow(`${said}it is not JSON.`);
    expect(() => parse('')).toThrow(InputError);
  });

  it('is not nested deeper than anything can walk through, nor of too many parts', () => {
    const any = { what: 'anything', schema: z.unknown() };
    const nested = (depth: number) => Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(() => parseJson(nested(100), 'x', any)).not.toThrow();
    expect(() => parseJson(nested(101), 'x', any)).toThrow('nested more than 100 deep');
    expect(parseJson(Buffer.from(`"${'[{\\"'.repeat(200)}"`), 'x', any)).toContain('[{"[{"');
    const many = Buffer.from(`[${'{},'.repeat(2 ** 20)}{}]`);
    expect(() => parseJson(many, 'x', any)).toThrow('lists and objects');
  });

  it('is not looked at where the file is too large', () => {
    const file = path.join(temporaryFolder(), 'a.json');
    writeFileSync(file, '[1,2]');
    expect(readJson(file, { ...kind, most: 5 })).toEqual([1, 2]);
    expect(() => readJson(file, { ...kind, most: 4 })).toThrow('more than the 4');
  });
});
