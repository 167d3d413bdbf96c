import { existsSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../input/errors';
import {
  changeLine,
  createLine,
  highestNumber,
  leaseFile,
  leaseNumbers,
  removeLine,
} from './lease-files';
import { type Holder, holderIn, leaseSeconds, RELEASED } from './lease-holder';
import { identityOf, type ProcessIdentity } from './process-identity';

/** The right to do something that no other process has at the time, on whatever machine. */
export interface Lease {
  /** The fencing number: higher than that of any holder before. */
  readonly number: number;
  /** Its file, which says who has it. */
  readonly file: string;
  /** Throws LeaseLost where its file is gone, or says anything else than this process wrote. */
  readonly check: () => void;
  /** Says that it is for another process's work: it is free when that one ends. Throws LeaseLost. */
  readonly handTo: (process: ProcessIdentity) => void;
  /** Gives it back, unless it is lost. */
  readonly release: () => void;
}

/** A lease, or who has it. */
export type Taking =
  | { readonly lease: Lease; readonly holder?: never }
  | { readonly lease?: never; readonly holder: Holder };

/** Another process has taken over what this one had a lease on. */
export class LeaseLost extends EnvironmentError {}

/**
 * Renewals within the seconds that a lease stands. They come by the event loop, and no work here keeps
 * that for nearly so long: the longest call, a batch, takes well under a second at the paper's sizes.
 */
const RENEWALS = 20;

/**
 * Takes the lease that files of the name `<base>.<number>` stand for, or tells who has it. `floor` is
 * the highest number that is known of otherwise. Throws EnvironmentError.
 *
 * A lease is held by whoever made the file of the highest number. The file system gives a name to one
 * alone, and a number never comes again: the file of a lease that was given back stays, and says so.
 * Whoever takes over makes the next number, removes those below, and begins only then. So a holder
 * whose file is as it wrote it may write, and any other may not, however long it slept: not even where
 * a person removed its file, and its number came again.
 */
export function takeLease(base: string, floor = 0): Taking {
  let number = Math.max(highestNumber(base), floor);
  for (;;) {
    const holder = holderIn(leaseFile(base, number));
    if (holder) return { holder };
    number += 1;
    const line = lineOf(identityOf());
    if (!createLine(leaseFile(base, number), line)) continue; // another was faster
    const all = leaseNumbers(base);
    const highest = Math.max(...all);
    if (highest <= number) {
      for (const below of all.filter((one) => one < number)) removeLine(leaseFile(base, below));
      return { lease: held(base, number, line) };
    }
    removeLine(leaseFile(base, number)); // numbers have gone on while this process slept
    number = highest;
  }
}

/** Who has a lease; undefined where nobody has. Throws EnvironmentError. */
export function leaseHolder(base: string): Holder | undefined {
  return holderIn(leaseFile(base, highestNumber(base)));
}

function held(base: string, number: number, line: string): Lease {
  const file = leaseFile(base, number);
  let said = line;
  const say = (next: string) => {
    const done = changeLine(file, said, next);
    if (done) said = next;
    return done;
  };
  const renew = () => {
    try {
      say(said);
    } catch {
      // The disk may answer the next time; what is lost, `check` tells.
    }
  };
  const timer = setInterval(renew, (1000 * leaseSeconds()) / RENEWALS).unref();
  const orLost = (done: boolean) => {
    if (!done) throw lost(base, number);
  };
  return {
    ...{ number, file },
    check: () => orLost(say(said)),
    handTo: (process) => orLost(say(lineOf(process))),
    release() {
      clearInterval(timer);
      say(`${RELEASED}\n`);
    },
  };
}

/** Why a lease is lost, in a sentence. */
function lost(base: string, number: number): LeaseLost {
  const [folder, file] = [path.dirname(base), leaseFile(base, number)];
  const nothing = 'this process writes nothing more there';
  if (!existsSync(folder)) return new LeaseLost(`${folder} is gone: ${nothing}`);
  const by = leaseHolder(base)?.process;
  if (!by && highestNumber(base) <= number) {
    const what = existsSync(file) ? 'says that it was given back' : 'was removed';
    return new LeaseLost(`${file} ${what}: ${nothing}`);
  }
  const who = by ? `process ${by.pid} on ${by.host}` : 'another process';
  return new LeaseLost(
    `${folder} was taken over by ${who}, as this process had given no sign of life for ${leaseSeconds()} s: ${nothing}`,
  );
}

/** What a lease's file says of its holder. */
function lineOf(process: ProcessIdentity): string {
  const since = new Date().toISOString();
  return `${JSON.stringify({ process, since, seconds: leaseSeconds() })}\n`;
}
