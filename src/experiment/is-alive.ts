import { processEntry } from '../engine/linux';

/** Whether a process of this number is at work on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing: only asks
    return !processEntry(pid)?.isOver;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another person's
  }
}
