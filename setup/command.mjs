import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { projectFolder } from './folders.mjs';
import { withPath } from './run.mjs';
import { say } from './say.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the command in this terminal and returns its exit code. Programs of the installed packages
 * are found by name, and `node` is the one that runs set-up. `env` adds to the environment.
 */
export function runCommand([name, ...args], env) {
  const windows = process.platform === 'win32';
  const added = Object.entries(env).filter(([, value]) => value !== undefined);
  // Before the command starts: a signal in between would end us and leave the command behind.
  let child;
  const pass = (signal) => {
    // A terminal sends Ctrl-C to the command as well; passing it on would make it two.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  child = spawn(windows ? quoted(name) : name, windows ? args.map(quoted) : args, {
    stdio: 'inherit',
    shell: windows, // programs of packages are .cmd files there, which need a shell
    env: { ...process.env, ...Object.fromEntries(added), ...searchPath() },
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(
        `cannot run ${name}: ${error.code === 'ENOENT' ? 'there is no such program' : error.message}`,
      );
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The packages' programs, nearest folder first; then this Node; then what the user has. */
function searchPath() {
  const folders = [];
  for (let at = projectFolder; at !== path.dirname(at); at = path.dirname(at)) {
    folders.push(path.join(at, 'node_modules', '.bin'));
  }
  return withPath(...folders, path.dirname(process.execPath));
}

function quoted(text) {
  return /[\s"&|<>^]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
