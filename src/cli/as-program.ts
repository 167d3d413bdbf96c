import { failure } from './failure';
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
  void extended(work).then((code) => {
    process.exitCode = code;
  });
}

/** `work`, with what a person adds to the program. */
async function extended(work: () => Promise<number>): Promise<number> {
  try {
    if (process.env['TOPDOWN_EXTENSIONS']) (await import('./load-extensions')).loadExtensions();
    return await work();
  } catch (error) {
    return failure(error, tell);
  }
}
