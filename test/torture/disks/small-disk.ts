import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Running, topdown, topdownWithin } from '../processes';

const run = promisify(execFile);

/** A folder in which there is little room, until some is made. */
export interface SmallDisk {
  readonly folder: string;
  /** `topdown` in that folder. */
  readonly topdown: (args: readonly string[]) => Running;
  readonly makeRoom: () => Promise<void>;
  readonly remove: () => void;
}

/** How much room there is. In kilobytes. */
export interface Room {
  /** On the disk. */
  readonly disk: number;
  /** For each file, where a disk cannot be had. */
  readonly file: number;
}

/** How little room is had: a disk of its own, or a limit on the size of a file. */
export type SmallDisks = (folder: string, room: Room) => Promise<SmallDisk>;

const mounted = new Set<string>();

/** What there is of that on this machine; undefined where neither can be had. */
export function smallDisks(): SmallDisks | undefined {
  if (process.platform === 'linux' && process.getuid?.() === 0 && canMount()) return ownDisk;
  return process.platform === 'win32' ? undefined : limitedFiles;
}

function canMount(): boolean {
  try {
    // In a name space of its own, so that nothing is left of it.
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'topdown', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function ownDisk(folder: string, { disk }: Room): Promise<SmallDisk> {
  mkdirSync(folder);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${disk}k`, 'topdown-torture', folder]);
  mounted.add(folder);
  return {
    folder,
    topdown: (args) => topdown(args, folder, { log: path.dirname(folder) }),
    makeRoom: async () => {
      await run('mount', ['-o', 'remount,size=1g', folder]);
    },
    remove() {
      if (!mounted.delete(folder)) return;
      execFileSync('umount', ['-l', folder]);
    },
  };
}

async function limitedFiles(folder: string, { file }: Room): Promise<SmallDisk> {
  mkdirSync(folder);
  let limited = true;
  return {
    folder,
    topdown: (args) => (limited ? topdownWithin(file, args, folder) : topdown(args, folder)),
    async makeRoom() {
      limited = false;
    },
    remove: () => undefined,
  };
}
