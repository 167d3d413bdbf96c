import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { within } from '../../src/machine/read-whole';
import { temporaryFolder } from '../support/folder';

it('a name of a file in a folder, or one that is yet to be, is its path', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'figures'));
  for (const name of ['one.svg', 'figures/one.svg', 'figures/new/one.svg', 'über uns.svg'])
    expect(within(folder, name)).toBe(path.join(folder, ...name.split('/')));
});

it.each([
  '',
  '.',
  '..',
  '../secret.txt',
  'figures/../../secret.txt',
  '/etc/passwd',
  'figures//one.svg',
  'figures\\..\\..\\secret.txt',
  'C:\\secret.txt',
  'C:secret.txt',
  'one\0.svg',
  'one\n.svg',
  'NUL.svg',
  'com1',
  'one.svg.',
  'one.svg ',
  'x'.repeat(300),
  'x/'.repeat(100),
])('%j is none, on any system', (name) => {
  expect(() => within(temporaryFolder(), name)).toThrow(InputError);
});

it('a symbolic link does not lead out, whether to a file or a folder, and may lead within', () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(path.join(elsewhere, 'secret.txt'), 'secret');
  symlinkSync(path.join(elsewhere, 'secret.txt'), path.join(folder, 'one.svg'));
  symlinkSync(elsewhere, path.join(folder, 'figures'));
  symlinkSync(folder, path.join(folder, 'itself'));
  for (const name of ['one.svg', 'figures/secret.txt', 'figures/new.svg'])
    expect(() => within(folder, name)).toThrow('leads out of');
  expect(within(folder, 'itself/new.svg')).toBe(path.join(folder, 'itself', 'new.svg'));
});
