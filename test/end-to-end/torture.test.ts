import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { temporaryFolder } from '../support/folder';
import { oneOf } from '../torture/parser';
import { parserHost } from '../torture/parser-host';
import { nobodyLeft, TS_NODE } from '../torture/processes';
import { WORDS } from './faulty-reader-child';

const [SEED, PART] = [1, 'parsers/faulty'];

/** Milliseconds of the processor's time that an input takes on no machine, unless its reader never ends. */
const ENOUGH = 5000;

/** The number of a trial that takes this one of the sound inputs. */
function trialOf(word: string): number {
  for (let number = 0; ; number++)
    if (oneOf(randomStream(SEED, PART, number), WORDS) === word) return number;
}

it.each([
  ['read', 'read'],
  ['refused', 'refused'],
])('an input that does no harm is %s', async (word, came) => {
  const { feed } = host();
  expect(await feed(trialOf(word))).toBe(came);
});

it.each([
  ['raw', /^a raw error: TypeError/],
  ['raw words', /^raw words in a refusal: Invalid input: expected/],
  ['endless', /^hangs: no end after \d+ ms of computing/],
  ['dies', /^ends the process with SIGABRT/],
  ['heap', /^(ends the process with SIGABRT: .*heap out of memory|takes too much memory)/],
])('an input on which the reader is %s is found, and the next one is read', async (word, told) => {
  const { feed, folder } = host(word === 'endless' ? 1000 : ENOUGH);
  await expect(feed(trialOf(word))).rejects.toThrow(told);
  expect(readFileSync(path.join(folder, 'run', 'word'), 'utf8')).toBe(word);
  expect(await feed(trialOf('read'))).toBe('read');
});

it.skipIf(process.platform !== 'linux')('an input that takes much memory is found', async () => {
  const { feed } = host();
  await expect(feed(trialOf('memory'))).rejects.toThrow(/^takes too much memory: \d+ bytes for/);
});

function host(least = ENOUGH) {
  const folder = path.join(temporaryFolder(), 'in-hand');
  const parser = path.join(__dirname, 'faulty-reader-child.ts');
  const patience = { times: 1, least };
  const { feed, close } = parserHost({ parser, seed: SEED, part: PART, folder }, patience);
  onTestFinished(close);
  return { feed, folder };
}

it.skipIf(process.platform === 'win32')(
  'a campaign that is stopped counts what it did and leaves nothing behind',
  async () => {
    const [temporary, keep] = [temporaryFolder(), path.join(temporaryFolder(), 'kept')];
    const script = path.join(__dirname, '../torture/torture.ts');
    const args = ['--seed', '1', '--only', 'kills/training', '--minutes', '60', '--keep', keep];
    const child = spawn(process.execPath, [TS_NODE, script, ...args], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString();
      });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const begun = () =>
      readdirSync(temporary, { recursive: true }).some((name) => String(name).endsWith('run.json'));
    while (!begun()) await pause(20);
    child.kill('SIGINT');
    expect(await ended, said).toBe(130);
    expect(said).toMatch(/^seed: 1$/m);
    expect(said).toMatch(/\n1 passed, 0 failed, 0 skipped\n$/);
    expect(existsSync(keep)).toBe(false);
    await nobodyLeft(temporary);
    expect(readdirSync(temporary).filter((name) => name.startsWith('topdown-torture'))).toEqual([]);
  },
);
