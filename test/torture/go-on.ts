import { setTimeout as pause } from 'node:timers/promises';
import { succeeded } from './disturb';
import type { Ended, Running } from './processes';
import { HANGS } from './processes';

/** How the program says that another process has the run. It may be one that is about to end. */
const HELD = /still going|another (process|host)|lease/i;

/**
 * Runs a command again until it does what it was asked for, as long as it says that another process
 * has the run. Throws a Failure where it fails for another reason.
 */
export async function goOn(what: string, start: () => Running): Promise<Ended> {
  const begun = performance.now();
  for (;;) {
    const ended = await start().ended;
    const held = ended.code === 2 && HELD.test(ended.stderr);
    if (!held || performance.now() - begun > HANGS) {
      succeeded(what, ended);
      return ended;
    }
    await pause(500);
  }
}
