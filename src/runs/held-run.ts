import path from 'node:path';
import { remove, writeOnlyIf, writeWhole } from '../machine/files';
import type { Lease } from './lease';
import { identityOf } from './process-identity';
import { type OwnRun, RECORD } from './run-folder';
import type { RunRecord } from './run-record';

/** A run that this process has the lease of, and so may write. */
export interface HeldRun extends OwnRun {
  /** Puts the record on the disk, as asking for a file does, too: until then nothing is there, or changed. */
  readonly begin: () => void;
  /** Whether that was done. */
  readonly begun: () => boolean;
  /**
   * Tells when the run begins, with its folder: its record is on the disk. Where what is told throws, a
   * new run leaves nothing.
   */
  readonly onBegin: (told: (folder: string) => void) => void;
  /** Gives the run back: others may go on with it. */
  readonly leave: () => void;
}

/** Where a run is written, and by what right. */
export interface HeldFolder {
  readonly path: string;
  readonly lease: Lease;
}

/**
 * A run with the record that it starts from, in a folder that is there, or is made when the run
 * begins. Whatever `machine/files` writes in it asks the lease first.
 */
export function heldRun(start: RunRecord, place: HeldFolder | (() => HeldFolder)): HeldRun {
  let record = start;
  let told: (folder: string) => void = () => undefined;
  let held = typeof place === 'function' ? undefined : holding(place);
  let begun = false;
  const keep = ({ folder }: Holding) =>
    writeWhole(path.join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  const begin = (): Holding => {
    if (held && begun) return held;
    const now = held ?? holding((place as () => HeldFolder)());
    record = { ...record, process: identityOf(), lease: now.lease.number };
    try {
      keep(now);
      told(now.folder);
    } catch (error) {
      if (now !== held) now.undo();
      throw error;
    }
    begun = true;
    held = now;
    return now;
  };
  return {
    get path() {
      return (held ?? begin()).folder;
    },
    file: (...names) => path.join(begin().folder, ...names),
    record: () => record,
    update(change) {
      record = { ...record, ...change };
      if (begun) keep(begin());
    },
    begin: () => void begin(),
    begun: () => begun,
    onBegin(next) {
      told = next;
    },
    leave: () => held?.leave(),
  };
}

interface Holding {
  readonly folder: string;
  readonly lease: Lease;
  readonly leave: () => void;
  /** As if it had never been made. */
  readonly undo: () => void;
}

function holding({ path: folder, lease }: HeldFolder): Holding {
  const free = writeOnlyIf(folder, lease.check);
  const leave = () => {
    free();
    lease.release();
  };
  const undo = () => {
    try {
      remove(folder); // while it is held: what another has taken over stays
    } finally {
      leave();
    }
  };
  return { folder, lease, leave, undo };
}
