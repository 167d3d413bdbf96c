import path from 'node:path';
import { from, ignoreElements, lastValueFrom, mergeMap } from 'rxjs';
import { readIfThere } from '../machine/read-whole';
import { sha256 } from '../machine/sha256';
import { openRun } from '../runs/run-folder';
import type { ObjectStore } from './object-store';
import {
  type Changed,
  changed,
  inOrder,
  type Listing,
  listed,
  type Stamp,
  stampChanged,
} from './run-files';
import type { Attempt } from './stored-job';
import { LARGEST_FILE, type StoredRun } from './stored-run';

/** Sends a run's folder to a store, again and again while the run goes on. */
export interface RunSender {
  /**
   * Sends what has changed of a run that is going, where something of it was saved. What the store then holds is as the
   * folder was at one moment, or as a crash would have left it. Does nothing where it never held still.
   */
  readonly whileGoing: (folder: string) => Promise<void>;
  /** Sends the rest of a run that nobody is at; returns all of it. */
  readonly atEnd: (folder: string) => Promise<StoredRun>;
}

/** Looks in a row at a folder that does not hold still. */
const PASSES = 5;
/** Files that are sent at a time. */
const AT_ONCE = 8;
/** Milliseconds after which a run is sent that does nothing but grow: lines of metrics are no save. */
const GROWTH = 60_000;

/** Sends the run of an attempt. All of it throws as the store does, and EnvironmentError where a file cannot be read. */
export function runSender(store: ObjectStore, attempt: Attempt): RunSender {
  const known = new Map<string, { stamp: Stamp; entry: StoredRun['files'][number] }>();
  const there = new Set<string>();
  let last: { readonly listing: Listing; readonly at: number } | undefined;

  const sendFile = async (folder: string, name: string, stamp: Stamp) => {
    if (stampChanged(known.get(name)?.stamp, stamp) === 'none') return;
    const content = readIfThere(path.join(folder, name), LARGEST_FILE);
    if (!content) return; // it is gone: the next look tells
    const sum = sha256(content);
    if (!there.has(sum)) await store.put(attempt.file(sum), content);
    there.add(sum);
    known.set(name, { stamp, entry: { path: name, bytes: content.length, sha256: sum } });
  };
  /** What comes first may be older than what comes later, as after a crash. */
  const sendAll = async (folder: string, listing: Listing) => {
    for (const name of known.keys()) if (!listing.has(name)) known.delete(name);
    for (const names of inOrder([...listing.keys()])) {
      const sending = from(names).pipe(
        mergeMap((name) => sendFile(folder, name, listing.get(name) as Stamp), AT_ONCE),
        ignoreElements(),
      );
      await lastValueFrom(sending, { defaultValue: undefined });
    }
  };
  const say = async (folder: string): Promise<StoredRun> => {
    const files = [...known.values()].map(({ entry }) => entry);
    const run = { name: path.basename(folder), files };
    await attempt.say(run);
    const named = new Set(files.map(({ sha256 }) => sha256));
    for (const sum of [...there].filter((one) => !named.has(one))) {
      there.delete(sum);
      await store.remove(attempt.file(sum)).catch(() => undefined); // it takes room, no more
    }
    return run;
  };
  /** Sends until the folder holds still but for what grows; undefined where it does not. */
  const caught = async (folder: string, isWanted: () => boolean): Promise<Listing | undefined> => {
    for (let pass = 0; pass < PASSES; pass++) {
      const listing = listed(folder);
      await sendAll(folder, listing);
      if (!isWanted()) return undefined;
      if (changed(listing, listed(folder)) !== 'other') return listing;
    }
    return undefined;
  };
  return {
    async whileGoing(folder) {
      const since: Changed = last ? changed(last.listing, listed(folder)) : 'other';
      const isEarly = since === 'grown' && performance.now() - (last?.at ?? 0) < GROWTH;
      if (since === 'none' || isEarly) return;
      // A run that is over is sent when its process is.
      const listing = await caught(folder, () => openRun(folder).record().status === 'running');
      if (!listing) return;
      await say(folder);
      last = { listing, at: performance.now() };
    },
    async atEnd(folder) {
      await sendAll(folder, listed(folder));
      return say(folder);
    },
  };
}
