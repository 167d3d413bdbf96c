import { IGNORED_SIGNALS } from './ignored-signals';
import { tell } from './tell';

/**
 * Runs `work`, which returns the exit code, as what this process is for: who reads what it says may
 * go, and signals that were ignored when it started stay ignored.
 */
export function asProgram(work: () => Promise<number>): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of IGNORED_SIGNALS)
    process.on(signal, () => {
      if (signal !== 'SIGHUP')
        tell(`going on in the background; \`kill ${process.pid}\` stops this`);
    });
  void work().then((code) => {
    process.exitCode = code;
  });
}
