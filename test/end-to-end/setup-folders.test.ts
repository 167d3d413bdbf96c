import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

/** Puts folder after folder into one for a second, and makes that anew where it is gone. */
const ORPHAN = `
  const { mkdirSync } = require('node:fs');
  const end = Date.now() + 1000;
  for (let at = 0; Date.now() < end; at++) mkdirSync(process.argv[1] + '/' + at + '/a', { recursive: true });
`;

it('set-up removes what an orphan of a killed one is still writing', async () => {
  const folders = path.resolve(__dirname, '../../setup/folders.mjs');
  const { withPart } = await import(pathToFileURL(folders).href);
  const parent = temporaryFolder();
  const left = path.join(parent, `.part-${hostname()}-1-1`);
  mkdirSync(left);
  const orphan = spawn(process.execPath, ['-e', ORPHAN, left], { stdio: 'ignore' });
  const ended = once(orphan, 'close');
  while (readdirSync(left).length === 0) await sleep(5);
  await withPart(parent, async (part: string) => expect(existsSync(part)).toBe(true));
  await ended;
  expect(readdirSync(parent)).toEqual([]);
});
