import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fileError } from '../machine/file-errors';
import { isGone, removeLine } from './lease-files';
import { hasEnded, type ProcessIdentity, processIdentity } from './process-identity';

/** A lease stands for so many seconds without renewal, unless its file says otherwise. */
export const LEASE_SECONDS = 300;

/** How long a lease of this process stands; what it writes tells others. */
export function leaseSeconds(): number {
  const given = Number(process.env['TOPDOWN_LEASE_SECONDS']);
  return given > 0 ? given : LEASE_SECONDS;
}

/** What the file of a lease says that was given back, by its holder or by a person who knows that it is gone. */
export const RELEASED = '{"released":true}';

/** What the file of a lease says in its first line. */
const leaseLine = z.union([
  z.object({ released: z.literal(true) }),
  z.object({ process: processIdentity, since: z.iso.datetime(), seconds: z.number().positive() }),
]);

/** Who has a lease. */
export interface Holder extends Partial<Extract<z.infer<typeof leaseLine>, { since: string }>> {
  readonly file: string;
  /** It stands for so many seconds without a sign of life. */
  readonly seconds: number;
  /** Seconds since the last one; undefined where that cannot be told. */
  readonly quiet: number | undefined;
}

/**
 * Who has the lease that this file stands for. Undefined where there is no such file, where it was
 * given back, where its process has surely ended, or where it gave no sign for too long. Time is that
 * of the file system, which all its machines share, and no clock of any of them. A file that cannot
 * be read, or has only been begun, stands for as long as any. Throws EnvironmentError.
 */
export function holderIn(file: string): Holder | undefined {
  const found = read(file);
  if (!found) return undefined;
  const said = parsed(found.text);
  if (said && ('released' in said || hasEnded(said.process))) return undefined;
  const now = timeIn(path.dirname(file));
  const quiet = now === undefined ? undefined : Math.max(0, now - found.written) / 1000;
  const { seconds = LEASE_SECONDS } = said ?? {};
  if (quiet !== undefined && quiet > seconds) return undefined;
  return { ...said, file, seconds, quiet };
}

/** The process that a lease's file names, however long that has been silent; undefined where it names none. */
export function processIn(file: string): ProcessIdentity | undefined {
  const said = parsed(read(file)?.text ?? '');
  return said && 'process' in said ? said.process : undefined;
}

/** Who holds what, since when, and the ways round. */
export function holderInWords({ process, since, quiet, seconds, file }: Holder): string {
  const who = process ? `process ${process.pid} on ${process.host}` : 'a process that is not known';
  const when = since === undefined ? '' : ` since ${since}`;
  const sign = quiet === undefined ? 'at some time' : `${Math.round(quiet)} s ago`;
  return `${who} has it${when} and gave its last sign of life ${sign}: let it end, or stop it; if it has certainly ended, write ${RELEASED} into ${file}, or wait until it has been silent for ${seconds} s`;
}

/** Opened anew each time, which is when a network's file system asks its server how things are. */
function read(file: string): { readonly text: string; readonly written: number } | undefined {
  let open: number;
  try {
    open = openSync(file, 'r');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw fileError('read', file, error);
  }
  try {
    return { written: fstatSync(open).mtimeMs, text: readFileSync(open, 'utf8') };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw fileError('read', file, error);
  } finally {
    closeSync(open);
  }
}

function parsed(text: string): z.infer<typeof leaseLine> | undefined {
  try {
    return leaseLine.parse(JSON.parse(text.split('\n')[0] ?? ''));
  } catch {
    return undefined;
  }
}

/** What time it is for the file system of a folder; undefined where nothing can be written there. */
function timeIn(folder: string): number | undefined {
  const file = path.join(folder, `.time-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    const open = openSync(file, 'wx');
    try {
      writeSync(open, ' '); // it is the write that a server gives its time to
      return fstatSync(open).mtimeMs;
    } finally {
      closeSync(open);
      removeLine(file);
    }
  } catch {
    return undefined;
  }
}
