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
import { noteFile, recall, recentFailure, remember, rememberFailure, sha256 } from './memory.mjs';
import { run } from './run.mjs';
import { during, say } from './say.mjs';

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';
const PROGRAM = path.join(BIN, process.platform === 'win32' ? 'python.exe' : 'python');

/** The Python that has an environment's packages, or undefined. One named by the user comes first. */
export function venvPython(root, environment) {
  const { folder, variable } = environment;
  if (process.env[variable]) return process.env[variable];
  return isReady(root, environment) ? path.join(root, folder, PROGRAM) : undefined;
}

/**
 * Makes Python environments (`environments.mjs`) from their lists of packages, side by side, unless they
 * are there. Where one cannot be made one line says why, and what that leaves undone.
 */
export async function readyPython(root, environments, { retry }) {
  const due = environments.filter((environment) => {
    if (venvPython(root, environment) || !existsSync(requirements(root, environment))) return false;
    const known = recentFailure(noteFile(root, environment.folder));
    if (!known || retry) return true;
    skip(environment, known);
    return false;
  });
  if (due.length === 0) return;
  await alone(root, () => Promise.all(due.map((environment) => makeOnce(root, environment))));
}

/** The caller holds the lock of `root`. */
async function makeOnce(root, environment) {
  if (isReady(root, environment)) return;
  const { folder, serves } = environment;
  try {
    await during(`making a Python environment for ${serves} (${folder})`, () =>
      make(root, environment),
    );
  } catch (error) {
    rememberFailure(noteFile(root, folder), error.message);
    skip(environment, error.message);
  }
}

function skip({ folder, without }, reason) {
  say(
    `no Python environment (${reason}) in ${folder}, so ${without}; ` +
      '`npm run setup -- --python` tries again',
  );
}

function requirements(root, environment) {
  return path.join(root, environment.requirements);
}

function stampFile(venv) {
  return path.join(venv, '.topdown.json');
}

function isReady(root, environment) {
  const venv = path.join(root, environment.folder);
  const list = requirements(root, environment);
  if (!existsSync(path.join(venv, PROGRAM)) || !existsSync(list)) return false;
  return recall(stampFile(venv))?.requirements === sha256(readFileSync(list));
}

async function make(root, environment) {
  const target = path.join(root, environment.folder);
  const list = requirements(root, environment);
  await withPart(root, async (part) => {
    const venv = path.join(part, 'venv');
    const wanted = sha256(readFileSync(list));
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--retries', '2'];
    await run(path.join(venv, PROGRAM), [...pip, '-r', list]);
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
    if (!lstatSync(file).isFile() || statSync(file).size > 100_000) continue; // a link, or what Python keeps compiled
    const text = readFileSync(file, 'utf8');
    if (text.includes(made)) writeFileSync(file, text.replaceAll(made, target));
  }
}
