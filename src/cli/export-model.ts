import { startEngine } from '../engine/backend';
import { findRun } from '../runs/all-runs';
import { checkModelName, type Shipping, shipModel } from '../trained/ship-model';
import { interruptible } from './interruptible';

/** Writes the network of a run, named as people name runs, to a file, with progress on its check; returns the exit code. */
export async function exportModel(
  run: string,
  file: string,
  { engine, ...shipping }: Shipping & { readonly engine?: string },
): Promise<number> {
  checkModelName(file);
  const { path: folder } = findRun(run, 'runs');
  return interruptible(async ({ say, progress, stop: { signal } }) => {
    await startEngine(engine);
    const card = await shipModel({ progress, signal }, folder, file, shipping);
    say(`written: ${file}, and its card, ${card}`);
    return 0;
  }, 'stopped; nothing is written');
}
