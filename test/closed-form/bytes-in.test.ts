import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { bytesIn } from '../../src/machine/bytes-in';
import { temporaryFolder } from '../support/folder';

/** Makes and removes folders in a folder, over and over. */
const RIVAL = `
  const { mkdirSync, rmdirSync } = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const folders = Array.from({ length: 20 }, (_, at) => workerData + '/' + at);
  parentPort.postMessage('begun');
  for (;;) {
    folders.forEach((folder) => mkdirSync(folder));
    folders.forEach((folder) => rmdirSync(folder));
  }`;

it('counts the bytes of files, however deep, and passes over folders that are removed meanwhile', async () => {
  const folder = temporaryFolder();
  const inner = path.join(folder, 'inner', 'most');
  mkdirSync(inner, { recursive: true });
  writeFileSync(path.join(folder, 'three'), '123');
  writeFileSync(path.join(inner, 'four'), '1234');
  expect([folder, path.join(inner, 'four'), path.join(folder, 'none')].map(bytesIn)).toEqual([
    ...[7, 4, 0],
  ]);
  const rival = new Worker(RIVAL, { eval: true, workerData: folder });
  onTestFinished(async () => void (await rival.terminate()));
  await once(rival, 'message');
  for (let times = 0; times < 1000; times++) expect(bytesIn(folder)).toBe(7);
});

it('counts nothing of what symbolic links in a folder lead to, not even to the folder itself', () => {
  const [folder, elsewhere] = [temporaryFolder(), path.join(temporaryFolder(), 'five')];
  writeFileSync(path.join(folder, 'three'), '123');
  writeFileSync(elsewhere, '12345');
  symlinkSync(elsewhere, path.join(folder, 'file'));
  symlinkSync(folder, path.join(folder, 'folder'));
  expect(bytesIn(folder)).toBe(3);
});
