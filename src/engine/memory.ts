import { EnvironmentError } from '../input/errors';

/**
 * Bytes of memory that this process may take: the machine's, or its container's where that is less.
 * No limit where nobody says, as in a browser.
 */
export function memoryHere(): number {
  if (typeof process === 'undefined') return Number.POSITIVE_INFINITY;
  const all = process.getBuiltinModule('node:os').totalmem();
  const limit = process.constrainedMemory(); // 0, or more than there is, where there is none
  return limit > 0 ? Math.min(limit, all) : all;
}

/** Throws EnvironmentError where something would take more memory than there is here; `what` is in the plural. */
export function checkRoom(what: string, bytes: number, here = memoryHere()): void {
  if (bytes <= here) return;
  throw new EnvironmentError(
    `${what} take at least ${gigabytes(bytes)} of memory, and there are ${gigabytes(here)} here: ask for less`,
  );
}

/** Bytes as people read them: `2.1 GB`. */
export function gigabytes(bytes: number): string {
  const many = bytes / 1e9;
  return `${many < 10 ? many.toFixed(1) : Math.round(many).toLocaleString('en')} GB`;
}
