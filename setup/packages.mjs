import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { noteFile, recall, remember, rememberIfPossible, sha256 } from './memory.mjs';
import { run } from './run.mjs';
import { during, say } from './say.mjs';

/**
 * Installs what package-lock.json names, unless it is there. Throws where that is impossible.
 *
 * npm works in a folder of its own, which then takes the place of node_modules: an `npm ci` that
 * was interrupted, or two at once, cannot leave a mixture.
 */
export async function readyPackages(root) {
  // Installed as a dependency, we come without a lock file: whoever installed us did this step.
  if (!existsSync(path.join(root, 'package-lock.json')) || isReady(root)) return;
  await alone(root, async () => {
    if (isReady(root)) return;
    try {
      await during('installing the packages (npm ci)', () => install(root));
    } catch (error) {
      throw new Error(
        `the packages could not be installed: ${error.message}. ` +
          'Is the network there? `npm ci` does the same step and tells more.',
      );
    }
  });
}

function isReady(root) {
  const note = noteFile(root, 'packages');
  const wanted = stamp(root);
  if (recall(note)?.lock === wanted.lock) return true;
  if (!installedByHand(root)) return false;
  rememberIfPossible(note, wanted);
  return true;
}

/** Packages may hold programs for one kind of machine, so the stamp names it too. */
function stamp(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return { lock: `${process.platform}-${process.arch}-${sha256(lock)}` };
}

/** Whether npm's own list of what it installed, which it writes last, agrees with the lock file. */
function installedByHand(root) {
  const done = recall(path.join(root, 'node_modules', '.package-lock.json'))?.packages;
  const lock = recall(path.join(root, 'package-lock.json'))?.packages;
  if (!done || !lock) return false;
  return Object.entries(lock).every(([folder, wanted]) => {
    if (folder === '') return true;
    const there = done[folder];
    if (!there) return wanted.optional === true;
    return there.integrity === wanted.integrity && existsSync(path.join(root, folder));
  });
}

async function install(root) {
  await withPart(root, async (part) => {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      if (existsSync(path.join(root, file)))
        copyFileSync(path.join(root, file), path.join(part, file));
    }
    const wanted = stamp(part);
    const [program, ...first] = npm();
    await run(program, [...first, 'ci', '--include=dev', '--no-progress', '--prefix', part], {
      cwd: part,
    });
    mkdirSync(path.join(part, 'node_modules'), { recursive: true }); // npm makes none for no packages
    remember(noteFile(part, 'packages'), wanted);
    replace(
      path.join(root, 'node_modules'),
      path.join(part, 'node_modules'),
      path.join(part, 'old'),
    );
  });
}

function replace(target, fresh, old) {
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } catch (error) {
    if (!existsSync(target) && existsSync(old)) renameSync(old, target);
    say('node_modules cannot be replaced: is a program using it?');
    throw error;
  }
}

/** npm as a list of program and first arguments: the one that runs us, else the one beside Node. */
export function npm() {
  const bin = path.dirname(process.execPath);
  const cli = path.join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const found = [
    process.env.npm_execpath,
    path.join(bin, '..', 'lib', cli),
    path.join(bin, cli),
  ].find((file) => file && path.basename(file) === 'npm-cli.js' && existsSync(file));
  return found ? [process.execPath, found] : ['npm'];
}
