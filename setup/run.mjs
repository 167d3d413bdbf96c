import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

const children = new Set();

/** Stopping set-up stops what it started; what was half made is removed on exit. */
function stop(signal) {
  for (const child of children) child.kill('SIGKILL');
  process.exit(128 + constants.signals[signal]);
}

/** From `on` to `off`, a signal stops set-up. So it does while a program runs, too. */
export function watchSignals(change) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process[change](signal, stop);
}

/**
 * Runs a program to its end and returns what it wrote. Throws an error whose message is one line
 * a person can use; `limit` (ms) ends what would otherwise hang for ever.
 */
export function run(command, args, { cwd, env, limit = 15 * 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    if (children.size === 0) watchSignals('on'); // first, or a signal in between is missed
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limit);
    const settle = (failure) => {
      clearTimeout(clock);
      if (children.delete(child) && children.size === 0) watchSignals('off');
      if (failure) reject(new Error(failure));
      else resolve(output);
    };
    child.once('error', (error) =>
      settle(error.code === 'ENOENT' ? `${command} is not installed` : error.message),
    );
    child.once('close', (code, signal) => {
      if (code === 0) return settle();
      if (late) return settle(`${command} took longer than ${Math.round(limit / 1000)} s`);
      settle(tellingLine(output) ?? `${command} ended with ${signal ?? `code ${code}`}`);
    });
  });
}

/** The line that says what went wrong: the last that calls itself an error, else the last. */
function tellingLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const written = lines.filter((line) => line !== '' && !line.startsWith('at '));
  return (
    written.findLast((line) => /error/i.test(line) && !/log|notice/i.test(line)) ?? written.at(-1)
  );
}

/** The search path with these folders before what the user has, as an environment to add. */
export function withPath(...folders) {
  // Windows writes it `Path`, and two spellings in one environment would be a coin toss.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { [name]: [...folders, process.env[name]].join(path.delimiter) };
}
