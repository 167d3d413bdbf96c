import { startEngine } from '../engine/backend';
import { findRun, LATEST } from '../runs/all-runs';
import { networkMeant } from '../trained/named-network';
import { checkModelName, type Shipping, shipModel } from '../trained/ship-model';
import { interruptible } from './interruptible';

/** What is exported, and how. */
interface Exporting extends Shipping {
  /** The folder in which runs are looked for by their names. */
  readonly runs: string;
  readonly engine?: string;
}

/** Writes the network of a run, named as people name runs, to a file, with progress on its check; returns the exit code. */
export function exportModel(
  run: string,
  file: string,
  { runs, engine, ...shipping }: Exporting,
): Promise<number> {
  return interruptible(
    async ({ say, progress, stop: { signal } }) => {
      checkModelName(file);
      const folder = run === LATEST ? networkMeant(run, runs) : findRun(run, runs).path;
      await startEngine(engine);
      const card = await shipModel({ progress, signal }, folder, file, shipping);
      say(`written: ${file}, and its card, ${card}`);
      return 0;
    },
    () => 'stopped; nothing is written',
  );
}
