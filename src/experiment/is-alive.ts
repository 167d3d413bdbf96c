import { readFileSync } from 'node:fs';

/** Whether a process of this number is at work on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing: only asks
    return !isOver(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another person's
  }
}

/** It has ended and keeps its number, as nobody has asked how: where Linux tells. */
function isOver(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
