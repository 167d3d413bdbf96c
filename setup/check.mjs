// Everything that says whether the code is right: types, lint, structure and dead code side by
// side, then the tests. `npm test` runs it; arguments go to vitest (`npm test -- test/streams`).
//
// All of it runs even when something fails early: one look then tells everything there is to mend.
// The last line is `N passed, N failed, N skipped`, unless a signal stops it: then nothing more is started.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { projectFolder } from './folders.mjs';

/** Scripts of package.json, so that each can be run by itself: `npm run lint`. */
const CHECKS = ['types:node', 'types:browser', 'lint', 'structure', 'dead-code'];
const CLOSING_LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

const { scripts } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
const started = [];
let stopped;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopped ??= signal;
    // A terminal sends Ctrl-C to the programs below as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY)
      for (const child of started) child.kill(signal);
  });
}

const failures = (await Promise.all(CHECKS.map(check))).filter((name) => name !== undefined);
const tests = stopped ? undefined : await runTests(process.argv.slice(2));
process.exitCode = stopped ? 128 + constants.signals[stopped] : report(failures, tests);

/** Says what passed and what failed; returns the exit code. */
function report(failures, tests) {
  const passed = CHECKS.length - failures.length + tests.passed;
  const failed = failures.length + tests.failed;
  if (failures.length > 0) console.log(`\nnot right yet: ${failures.join(', ')} (told above)`);
  console.log(`${passed} passed, ${failed} failed, ${tests.skipped} skipped`);
  return failed > 0 ? 1 : 0;
}

/** Runs one check; shows what it says if it fails, and then returns its name. One that was stopped says nothing. */
async function check(name) {
  const start = Date.now();
  let said = '';
  const code = await runLines(scripts[name], [], (line) => {
    said += `${line}\n`;
  });
  if (stopped) return undefined;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${said}`);
  return code === 0 ? undefined : name;
}

/** Runs vitest, shows what it says, and returns its counts: its last line is replaced by ours. */
async function runTests(args) {
  let counts;
  const code = await runLines('vitest run', args, (line) => {
    const closing = CLOSING_LINE.exec(line);
    if (closing) counts = closing.slice(1).map((count) => Number(count ?? 0));
    else console.log(line);
  });
  const [passed = 0, failed = 0, skipped = 0] = counts ?? [];
  // A run that ends badly without a failed test (it crashed, or found none) has failed all the same.
  return { passed, failed: code === 0 ? failed : Math.max(1, failed), skipped };
}

/** Runs a program in the project folder, hands on its lines as they come, returns its exit code. */
function runLines(command, args, onLine) {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn([command, ...args.map((arg) => JSON.stringify(arg))].join(' '), {
    cwd: projectFolder,
    shell: true,
    env: { ...process.env, ...color },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(onLine);
    });
    stream.once('end', () => rest && onLine(rest));
  }
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
