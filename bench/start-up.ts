import { execFile, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { atEnd, folderForNow } from './at-end';
import { timingOf } from './measure';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..');

/** Seconds from the command to what a person waits for: medians of a few. */
export interface StartUp {
  /** `topdown --help`, as installed: all of it has been printed. */
  readonly help: number;
  /** The same in a clone, where the sources are compiled as they are loaded. */
  readonly helpInClone: number;
  /** `topdown train`, as installed: 500,500 has learnt its first batch of MNIST. */
  readonly firstBatch: number;
}

const TIMES = { help: 9, firstBatch: 5 };

export async function startUp(): Promise<StartUp> {
  const built = path.join(ROOT, 'dist');
  if (!existsSync(built)) atEnd(() => rmSync(built, { recursive: true, force: true }));
  await run(process.execPath, [path.join(ROOT, 'setup', 'build.mjs')]);
  const command = path.join(built, 'src', 'cli', 'main.js');
  const help = (file: string) => () => run(process.execPath, [file, '--help']);
  return {
    help: await seconds(TIMES.help, help(command)),
    helpInClone: await seconds(TIMES.help, help(path.join(ROOT, 'bin', 'topdown.cjs'))),
    firstBatch: await seconds(TIMES.firstBatch, () => firstBatch(command)),
  };
}

async function seconds(times: number, work: () => Promise<unknown>): Promise<number> {
  const each: number[] = [];
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    await work();
    each.push(performance.now() - start);
  }
  return timingOf(each).median / 1000;
}

/** Trains until a batch is learnt. */
async function firstBatch(command: string): Promise<void> {
  const folder = folderForNow();
  const watch = ['--require', path.join(__dirname, 'first-batch.cjs')];
  const args = [...watch, command, 'train', '--runs', folder];
  const child = spawn(process.execPath, args, { cwd: folder });
  atEnd(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (text) => {
        said += text;
        if (said.includes('first batch')) resolve();
      });
      void ended.then(() => reject(new Error(`it ended before its first batch: ${said}`)));
    });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
