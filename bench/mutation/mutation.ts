import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, setPriority } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { page } from './page';
import type { Planned, Results } from './results';

const ROOMS = ['src/perception', 'src/learning'];
const RESULTS = 'mutation/results.json';
const PLANNED = 'mutation/planned.json';
/** Copies of the project in which mutants are tried; a run that was stopped leaves its own. */
const SANDBOX = 'mutation/sandbox';
/** The process that runs: two at once would take each other's results and sandboxes. */
const RUNNING = 'mutation/running';
const PAGE = 'docs/mutation.md';
/** Others on the machine go first. */
const PATIENT = 10;

interface Options {
  readonly only?: readonly string[];
  readonly fresh?: boolean;
  readonly page?: boolean;
}

async function main(): Promise<void> {
  const command = new Command('npm run mutation --')
    .description(
      'Breaks src/perception and src/learning in one place at a time, runs the tests, and writes ' +
        `${PAGE}. Ctrl-C stops it; the same command goes on from there.`,
    )
    .option(
      '--only <file...>',
      'mutate these files alone, as src/perception/step.ts; globs will do',
    )
    .option('--fresh', 'forget the results that there are')
    .option('--page', 'run nothing: write the page from the results that there are')
    .addHelpText(
      'after',
      '\nAll of both rooms takes an hour or two; a file takes a minute, and some seconds a mutant.',
    )
    .parse();
  const options: Options = command.opts();
  process.chdir(path.join(__dirname, '..', '..'));
  if (!options.page && !begin()) return;
  if (options.fresh) for (const file of [RESULTS, PLANNED]) rmSync(file, { force: true });
  if (!options.page) process.exitCode = await runStryker(options.only ?? []);
  if (existsSync(RESULTS)) writePage();
}

/** Notes that this process runs, unless another does: that is told. */
function begin(): boolean {
  const other = existsSync(RUNNING) ? Number(readFileSync(RUNNING, 'utf8')) : 0;
  if (other > 0 && isAlive(other)) {
    process.stderr.write(`npm run mutation runs already, as process ${other}.\n`);
    process.exitCode = 1;
    return false;
  }
  mkdirSync(path.dirname(RUNNING), { recursive: true });
  writeFileSync(RUNNING, String(process.pid));
  process.once('exit', () => rmSync(RUNNING, { force: true }));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0); // asks, and sends nothing
  } catch {
    return false;
  }
}

/** Runs Stryker on these files, or on all; its exit code. Ctrl-C is for Stryker: we wait for it. */
function runStryker(only: readonly string[]): Promise<number> {
  setPriority(PATIENT);
  rmSync(SANDBOX, { recursive: true, force: true });
  const stryker = path.join('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const some = only.length > 0 ? ['--mutate', only.join(',')] : [];
  const child = spawn(process.execPath, [stryker, 'run', 'bench/mutation/stryker.mjs', ...some], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {}); // the terminal tells Stryker, too
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      rmSync(SANDBOX, { recursive: true, force: true });
      resolve(code ?? 1);
    });
  });
}

function writePage(): void {
  const results: Results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const planned: Planned = existsSync(PLANNED) ? JSON.parse(readFileSync(PLANNED, 'utf8')) : {};
  const files = ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  );
  const manifest = 'node_modules/@stryker-mutator/core/package.json';
  writeFileSync(
    PAGE,
    page(results, planned, files.filter((file) => file.endsWith('.ts')).sort(), {
      date: new Date().toISOString().slice(0, 10),
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      node: process.versions.node,
      stryker: JSON.parse(readFileSync(manifest, 'utf8')).version,
    }),
  );
  process.stdout.write(`${PAGE} has the score and the survivors.\n`);
}

void main();
