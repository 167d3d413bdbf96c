import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { bootId, numberSpace, processEntry, TICKS } from '../machine/processes';

/**
 * Which process, and no other that has its number on another machine, in another container, after
 * the next boot, or when it has ended. What a system does not tell is left out.
 */
export const processIdentity = z.object({
  host: z.string(),
  pid: z.int(),
  /** Of the running system, drawn anew at each boot (Linux). */
  boot: z.string().optional(),
  /** Within which its number counts: containers have their own (Linux). */
  namespace: z.string().optional(),
  /** When it began, in ticks since the boot (Linux). */
  began: z.string().optional(),
});

export type ProcessIdentity = z.infer<typeof processIdentity>;

/** What this machine is called. */
export function hostHere(): string {
  return process.env['TOPDOWN_HOST'] || hostname();
}

/** The identity of this process, or of another on this machine. */
export function identityOf(pid: number = process.pid): ProcessIdentity {
  const [boot, namespace, began] = [bootId(), numberSpace(), processEntry(pid)?.began];
  return {
    host: hostHere(),
    pid,
    ...(boot !== undefined && { boot }),
    ...(namespace !== undefined && { namespace }),
    ...(began !== undefined && { began }),
  };
}

/**
 * Whether a process has surely ended: it was on this machine and among the numbers that count here,
 * and there is none of its number, or one that began at another time. Of any other nothing is known.
 */
export function hasEnded(one: ProcessIdentity): boolean {
  const here = identityOf(one.pid);
  if (one.host !== here.host || one.boot !== here.boot || one.namespace !== here.namespace)
    return false;
  if (!isAlive(one.pid)) return true;
  return one.began !== undefined && here.began !== undefined && one.began !== here.began;
}

/** Whether a process on this machine began after a moment, in milliseconds since 1970, for sure. */
export function beganAfter(pid: number, moment: number): boolean {
  const began = processEntry(pid)?.began;
  if (began === undefined) return false;
  const boot = Date.now() - 1000 * uptime();
  return boot + (1000 * Number(began)) / TICKS > moment + SLACK;
}

/** Milliseconds by which clocks of one machine may be apart. */
const SLACK = 2000;

/** Whether a process of this number is at work on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing: only asks
    return !processEntry(pid)?.isOver;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another person's
  }
}
