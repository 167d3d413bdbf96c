import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { recall, recentFailure, remember, rememberFailure, sha256 } from './memory.mjs';
import { run } from './run.mjs';
import { during, say } from './say.mjs';

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';
const PROGRAM = path.join(BIN, process.platform === 'win32' ? 'python.exe' : 'python');

/** The Python that has our test packages, or undefined. One named by the user comes first. */
export function venvPython(root) {
  if (process.env.TOPDOWN_PYTHON) return process.env.TOPDOWN_PYTHON;
  return isReady(root) ? path.join(root, '.venv', PROGRAM) : undefined;
}

/**
 * Makes `.venv` with the Python packages that the tests read our files with, unless it is there.
 * Where it cannot be made one line says why, and the tests that need it are skipped.
 */
export async function readyPython(root, { retry }) {
  if (venvPython(root) || !existsSync(requirements(root))) return;
  const known = recentFailure(root, 'python');
  if (known && !retry) return skip(known);
  await alone(root, async () => {
    if (isReady(root)) return;
    try {
      await during('making a Python environment for the tests (.venv)', () => make(root));
    } catch (error) {
      rememberFailure(root, 'python', error.message);
      skip(error.message);
    }
  });
}

function skip(reason) {
  say(
    `no Python environment (${reason}), so tests that read our files in Python are skipped; ` +
      '`npm run setup -- --python` tries again',
  );
}

function requirements(root) {
  return path.join(root, 'test', 'python', 'requirements.txt');
}

function stampFile(venv) {
  return path.join(venv, '.topdown.json');
}

function isReady(root) {
  const venv = path.join(root, '.venv');
  if (!existsSync(path.join(venv, PROGRAM)) || !existsSync(requirements(root))) return false;
  return recall(stampFile(venv))?.requirements === sha256(readFileSync(requirements(root)));
}

async function make(root) {
  const target = path.join(root, '.venv');
  await withPart(root, async (part) => {
    const venv = path.join(part, 'venv');
    const wanted = sha256(readFileSync(requirements(root)));
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--retries', '2'];
    await run(path.join(venv, PROGRAM), [...pip, '-r', requirements(root)]);
    correctPaths(path.join(venv, BIN), venv, target);
    remember(stampFile(venv), { requirements: wanted });
    if (existsSync(target)) renameSync(target, path.join(part, 'old'));
    renameSync(venv, target);
  });
}

/** Scripts of a virtual environment name the folder it was made in, and that is to be renamed. */
function correctPaths(folder, made, target) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (lstatSync(file).isSymbolicLink() || statSync(file).size > 100_000) continue;
    const text = readFileSync(file, 'utf8');
    if (text.includes(made)) writeFileSync(file, text.replaceAll(made, target));
  }
}
