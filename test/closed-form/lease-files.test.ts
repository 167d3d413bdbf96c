import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createLine } from '../../src/runs/lease-files';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const LINE = `${JSON.stringify({ seconds: 300 })}\n`;
const MADE = 2000;

/** Makes one file after the other. */
const MAKER = `
  const { createLine } = require('./src/runs/lease-files');
  const [, folder, line] = process.argv;
  for (let at = 1; at <= ${MADE}; at++) createLine(folder + '/lease.' + at, line);
`;

it('whoever sees the file of a lease sees its whole line', async () => {
  const folder = temporaryFolder();
  const args = ['-r', path.join(ROOT, 'bin/sources.cjs'), '-e', MAKER, folder, LINE];
  const maker = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  const ended = new Promise((resolve) => maker.once('close', resolve));
  const seen = new Set<string>();
  while (maker.exitCode === null && maker.signalCode === null) {
    for (const name of readdirSync(folder)) {
      if (seen.has(name) || !name.startsWith('lease.')) continue;
      seen.add(name);
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(LINE);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await ended).toBe(0);
  expect(readdirSync(folder).filter((name) => !name.startsWith('lease.'))).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(MADE);
});

it('a file that is there is left as it is, and nothing beside it', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'lease.1');
  writeFileSync(file, 'another\n');
  expect(createLine(file, LINE)).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('another\n');
  expect(readdirSync(folder)).toEqual(['lease.1']);
});
