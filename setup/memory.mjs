import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Small notes that spare the next start the work of finding out again.

/** Notes on what is in node_modules are kept inside it: they vanish with what they speak of. */
export function noteFile(folder, name) {
  return path.join(folder, 'node_modules', '.topdown', `${name}.json`);
}

/** The note, or undefined where there is none that can be read. */
export function recall(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the note as a whole or not at all. */
export function remember(file, note) {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  try {
    writeFileSync(part, `${JSON.stringify(note)}\n`);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Writes a note that only spares work: where it cannot be written, the work is done again. */
export function rememberIfPossible(file, note) {
  try {
    remember(file, note);
  } catch {
    // A full disk, a folder of somebody else: no reason to stop.
  }
}

const RECENT = 12 * 60 * 60 * 1000;

/** Why what this note is of could not be had, if that was found out within the last hours. */
export function recentFailure(note) {
  const failure = recall(failureOf(note));
  const ago = Date.now() - failure?.at;
  return ago >= 0 && ago < RECENT ? failure.reason : undefined; // a clock may have been set back
}

export function rememberFailure(note, reason) {
  rememberIfPossible(failureOf(note), { reason, at: Date.now() });
}

const failureOf = (note) => `${note.replace(/\.json$/, '')}.failed.json`;

export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
