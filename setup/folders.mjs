import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * The cache folder for what set-up makes once for all projects: the user's, and where that cannot be
 * made, or there is no home that it could be in, one within this project.
 */
export function cacheFolder(env = process.env) {
  try {
    const folder = userCacheFolder(env);
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return path.join(projectFolder, 'node_modules', '.cache', 'topdown');
  }
}

/** The program keeps its data there, too; written out here because set-up runs before the program. */
function userCacheFolder(env) {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'topdown');
  if (process.platform === 'win32') {
    const local = env.LOCALAPPDATA || path.join(homedir(), 'AppData', 'Local');
    return path.join(local, 'topdown', 'Cache');
  }
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'topdown');
}

const PREFIX = '.part-';
const MINE = `${PREFIX}${hostname()}-`;
const DAY = 24 * 60 * 60 * 1000;

let made = 0;

/**
 * Hands `work` an empty folder beside the thing to be made, and removes it afterwards. What is
 * made there is renamed into place when it is whole: a set-up killed half-way leaves a folder that
 * nobody looks at, never half a thing under the real name.
 */
export async function withPart(parent, work) {
  sweep(parent);
  made += 1;
  const part = path.join(parent, `${MINE}${process.pid}-${made}`);
  mkdirSync(part, { recursive: true });
  const remove = () => rmSync(part, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(part);
  } finally {
    process.off('exit', remove);
    remove();
    sweep(parent); // by now orphans of a killed set-up are done with what the first sweep left
  }
}

/**
 * Removes what killed set-ups left. The caller holds the folder's lock, so on this machine nobody
 * else is at work in it; another machine on the same disk may be, for up to a day.
 */
function sweep(parent) {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX) || name.startsWith(`${MINE}${process.pid}-`)) continue;
    const left = path.join(parent, name);
    try {
      const old = Date.now() - statSync(left).mtimeMs > DAY;
      if (name.startsWith(MINE) || old) rmSync(left, { recursive: true, force: true });
    } catch {
      // An orphan may still be writing there; the next sweep gets it.
    }
  }
}
