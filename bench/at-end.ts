import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';

const ends: (() => unknown)[] = [];
let listens = false;

/**
 * Has this done when the process ends, by itself, by an error or by a signal, the latest first: a benchmark leaves
 * nothing behind of what it has made or started. What takes time is waited for, except where the process ends by itself.
 */
export function atEnd(end: () => unknown): void {
  if (!listens) listen();
  ends.unshift(end);
}

/** An empty folder that is there until the process ends. */
export function folderForNow(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-bench-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Does all of that now, for a process that something keeps from ending. */
export async function endAll(): Promise<void> {
  for (let end = ends.shift(); end; end = ends.shift()) await done(end);
}

/** Does one; where it fails the others are done all the same. */
function done(end: () => unknown): unknown {
  const tell = (error: unknown) => console.error(error instanceof Error ? error.message : error);
  try {
    const doing = end();
    return doing instanceof Promise ? doing.catch(tell) : doing;
  } catch (error) {
    return tell(error);
  }
}

function listen(): void {
  listens = true;
  process.once('exit', () => {
    for (const end of ends.splice(0)) done(end);
  });
  // The same signal again ends it at once.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
    process.once(signal, () =>
      endAll().finally(() => process.exit(128 + constants.signals[signal])),
    );
}
