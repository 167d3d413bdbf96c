import { statSync } from 'node:fs';
import path from 'node:path';
import { entriesIn } from '../machine/read-whole';
import { RECORD } from '../runs/run-folder';

/** What tells one content of a file from another, unread. */
export interface Stamp {
  readonly size: number;
  readonly written: number;
  /** A file that is written whole is another each time. */
  readonly file: number;
}

/** The files of a run's folder, with slashes in their names. */
export type Listing = ReadonlyMap<string, Stamp>;

/** What happened: nothing, lines were added to what is there, or something else. */
export type Changed = 'none' | 'grown' | 'other';

/** Looks at a run's folder. Throws InputError or EnvironmentError where it cannot be read. */
export function listed(folder: string, inside = ''): Listing {
  const found = new Map<string, Stamp>();
  for (const one of entriesIn(path.join(folder, inside))) {
    const name = inside + one.name;
    if (one.isDirectory())
      for (const [file, stamp] of listed(folder, `${name}/`)) found.set(file, stamp);
    const stamp = one.isFile() && isOfRun(name) ? stampOf(path.join(folder, name)) : undefined;
    if (stamp) found.set(name, stamp);
  }
  return found;
}

function stampOf(file: string): Stamp | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && { size: stat.size, written: stat.mtimeMs, file: stat.ino };
}

/** Whether a file is of a run, and not of who is at it, or half written. */
export function isOfRun(name: string): boolean {
  return !/^(lease\.\d+$|\.lease-|\.time-)|\.tmp$/.test(name);
}

/** What happened to a file. */
export function stampChanged(before: Stamp | undefined, now: Stamp | undefined): Changed {
  if (!before || !now || before.file !== now.file || now.size < before.size) return 'other';
  if (now.size > before.size) return 'grown';
  return now.written === before.written ? 'none' : 'other';
}

/** What happened to a folder. */
export function changed(before: Listing, now: Listing): Changed {
  const names = new Set([...before.keys(), ...now.keys()]);
  const all = new Set([...names].map((name) => stampChanged(before.get(name), now.get(name))));
  return all.has('other') ? 'other' : all.has('grown') ? 'grown' : 'none';
}

/** Checkpoints, which all others may be ahead of, as after a crash; then the others; then the record. */
export function inOrder(names: readonly string[]): string[][] {
  const rank = (name: string) => (name === RECORD ? 2 : name.startsWith('checkpoints/') ? 0 : 1);
  return [0, 1, 2].map((wanted) => names.filter((name) => rank(name) === wanted));
}
