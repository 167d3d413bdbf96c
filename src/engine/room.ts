import { totalmem } from 'node:os';
import { InputError } from './errors';
import { gigabytes } from './gigabytes';

/** Bytes of memory that this process may take: the machine's, or its container's where that is less. */
export function memoryHere(): number {
  const limit = process.constrainedMemory(); // 0, or more than there is, where there is none
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Throws InputError where something would take more memory than there is; `what` is in the plural. */
export function checkRoom(what: string, bytes: number, here = memoryHere()): void {
  if (bytes <= here) return;
  throw new InputError(
    `${what} take at least ${gigabytes(bytes)} of memory, and there are ${gigabytes(here)} here: ask for less`,
  );
}
