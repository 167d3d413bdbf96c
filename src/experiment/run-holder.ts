import path from 'node:path';
import { isAlive } from './is-alive';
import { leaseHolder } from './lease';
import { holderInWords } from './lease-holder';
import { beganAfter, identityOf } from './process-identity';
import type { RunFolder } from './run-folder';
import type { RunRecord } from './run-record';

/** What the files of a run's lease are called, but for their numbers. */
export function leaseOf(folder: string): string {
  return path.join(folder, 'lease');
}

/**
 * Who is at a run, in words, with the ways round; undefined where nobody is. A run that another
 * machine holds is told too. Throws EnvironmentError.
 */
export function runHolder(run: RunFolder): string | undefined {
  const record = run.record();
  if (record.status === 'finished') return undefined;
  const holder = leaseHolder(leaseOf(run.path));
  if (holder) return holderInWords(holder);
  return record.lease === undefined ? olderHolder(record) : undefined;
}

/**
 * Of a run from before there were leases its process is known alone: by its number, on this machine
 * and not elsewhere. One that began after the run did is another, which got its number.
 */
function olderHolder({ status, process: { host, pid }, ...record }: RunRecord): string | undefined {
  if (status !== 'running' || host !== identityOf().host || pid === process.pid) return undefined;
  const since = record.resumed.at(-1)?.at ?? record.started;
  if (!isAlive(pid) || beganAfter(pid, Date.parse(since))) return undefined;
  return `process ${pid} on ${host} is at it since ${since}: let it end, or stop it`;
}
