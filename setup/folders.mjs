import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const PREFIX = '.part-';
const MINE = `${PREFIX}${hostname()}-`;
const DAY = 24 * 60 * 60 * 1000;

/** So many looks at a folder, a fifth of a second apart, find nothing before orphans have surely ended. */
const CALM = 5;

let made = 0;

/**
 * Hands `work` an empty folder beside the thing to be made, and removes it afterwards. What is
 * made there is renamed into place when it is whole: a set-up killed half-way leaves a folder that
 * nobody looks at, never half a thing under the real name.
 */
export async function withPart(parent, work) {
  const found = sweep(parent);
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
    // Orphans of a killed set-up may still write, and make anew what was swept away: for ten seconds, until
    // nothing has come for one.
    for (let tries = 0, calm = found ? 0 : CALM; calm < CALM && tries < 50; tries++) {
      await sleep(200);
      calm = sweep(parent) ? 0 : calm + 1;
    }
  }
}

/**
 * Removes what killed set-ups left, and says whether there was anything. The caller holds the folder's lock, so on this
 * machine nobody else is at work in it; another machine on the same disk may be, for up to a day.
 */
export function sweep(parent) {
  mkdirSync(parent, { recursive: true });
  let found = false;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX) || name.startsWith(`${MINE}${process.pid}-`)) continue;
    const left = path.join(parent, name);
    try {
      const old = Date.now() - statSync(left).mtimeMs > DAY;
      if (!name.startsWith(MINE) && !old) continue;
      found = true;
      rmSync(left, { recursive: true, force: true });
    } catch {
      // An orphan may still be writing there; the next sweep gets it.
    }
  }
  return found;
}
