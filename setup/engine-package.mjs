import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteFile, recall, remember } from './memory.mjs';
import { run } from './run.mjs';

/** The two folders that `npm ci` leaves out of the package, and that make the native engine. */
export const ENGINE_FOLDERS = ['deps/lib', 'lib'];

/** Where @tensorflow/tfjs-node is installed; undefined where it is not. */
export function enginePackage(root) {
  try {
    const { resolve } = createRequire(path.join(root, 'package.json'));
    return path.dirname(resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    return undefined;
  }
}

export function packageJson(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/**
 * Whether these very files were loaded and multiplied with before, by a Node like this one. Loading
 * takes a second, so it is done once; after that a look at the files' sizes and times is enough.
 */
export function isProven(root, pkg) {
  const there = fingerprint(pkg);
  return there !== undefined && recall(noteFile(root, 'engine'))?.[thisNode()] === there;
}

export function isInstalled(pkg) {
  return fingerprint(pkg) !== undefined;
}

/** Loads the engine and multiplies. Returns why that failed, or undefined where all is well. */
export async function prove(root, pkg) {
  try {
    const probe = path.join(path.dirname(fileURLToPath(import.meta.url)), 'probe.mjs');
    await run(process.execPath, [probe, root], { limit: 120_000 });
  } catch (error) {
    return error.message;
  }
  const note = noteFile(root, 'engine');
  remember(note, { ...recall(note), [thisNode()]: fingerprint(pkg) });
  return undefined;
}

/** Takes away an engine that does not work, so that nobody loads it. */
export function removeEngine(pkg) {
  for (const folder of ENGINE_FOLDERS) {
    rmSync(path.join(pkg, folder), { recursive: true, force: true });
  }
}

function thisNode() {
  return `${process.platform}-${process.arch}-${process.versions.modules}`;
}

/** Name, size and time of every file of the engine; undefined where there is no engine. */
function fingerprint(pkg) {
  const parts = ENGINE_FOLDERS.flatMap((folder) => filesIn(path.join(pkg, folder)));
  if (!parts.some((file) => file.endsWith('.node'))) return undefined;
  return parts
    .map((file) => {
      const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return `${path.relative(pkg, file)} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(file) : [file];
  });
}
