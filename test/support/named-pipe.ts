import { execFileSync } from 'node:child_process';

/** Makes a named pipe, into which nobody writes. */
export function namedPipe(file: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', file]);
}
