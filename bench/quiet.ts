import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine whose cores do more than this share of the time for others makes no figures to keep. */
export const BUSY = 0.1;

/** Milliseconds that are looked on. */
const LOOK = 2000;

/** The share of the cores' time that others take while this process sleeps: 0 … 1. */
export async function busyShare(): Promise<number> {
  const before = spent();
  await sleep(LOOK);
  const after = spent();
  return (after.busy - before.busy) / (after.all - before.all);
}

function spent(): { busy: number; all: number } {
  const each = cpus().map(({ times }) => times);
  const all = each.flatMap((times) => Object.values(times)).reduce((sum, one) => sum + one);
  return { all, busy: all - each.reduce((sum, { idle }) => sum + idle, 0) };
}
