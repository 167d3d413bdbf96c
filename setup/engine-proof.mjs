import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import engine from '../native/engine-folder.cjs';
import { recall, rememberIfPossible } from './memory.mjs';
import { run } from './run.mjs';

/**
 * Whether these very files were loaded and multiplied with before, by a Node like this one. Loading
 * takes a second, so it is done once; after that a look at the files' sizes and times is enough.
 */
export function isProven(folder) {
  const there = fingerprint(folder);
  return there !== undefined && recall(noteOf(folder))?.[thisNode()] === there;
}

export function isInstalled(folder) {
  return fingerprint(folder) !== undefined;
}

/** Loads the engine and multiplies. Returns why that failed, or undefined where all is well. */
export async function prove(folder) {
  try {
    const probe = path.join(path.dirname(fileURLToPath(import.meta.url)), 'probe.mjs');
    await run(process.execPath, [probe, folder], { limit: 120_000 });
  } catch (error) {
    return error.message;
  }
  const note = noteOf(folder);
  rememberIfPossible(note, { ...recall(note), [thisNode()]: fingerprint(folder) });
  return undefined;
}

/** Takes away an engine that does not work, so that nobody loads it. */
export function removeEngine(folder) {
  rmSync(noteOf(folder), { force: true });
  rmSync(folder, { recursive: true, force: true });
}

const noteOf = (folder) => `${folder}.proven.json`;

function thisNode() {
  return `${process.platform}-${process.arch}-${process.versions.modules}`;
}

/** Name, size and time of every file of the engine; undefined where there is no engine. */
function fingerprint(folder) {
  if (!existsSync(engine.addonOf(folder))) return undefined;
  return readdirSync(folder, { recursive: true })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(folder, name), { throwIfNoEntry: false }) ?? {};
      return `${name} ${size} ${mtimeMs}`;
    })
    .join('\n');
}
