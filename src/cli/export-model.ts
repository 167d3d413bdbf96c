import { startEngine } from '../engine/backend';
import { findRun } from '../runs/all-runs';
import { Interrupted } from '../runs/scenario';
import { checkModelName, type Shipping, shipModel } from '../trained/ship-model';
import { interrupts } from './signals/interrupts';
import { terminal } from './terminal';

/** Writes the network of a run, named as people name runs, to a file, with progress on its check; returns the exit code. */
export async function exportModel(
  run: string,
  file: string,
  { engine, ...shipping }: Shipping & { readonly engine?: string },
): Promise<number> {
  checkModelName(file);
  const { path: folder } = findRun(run, 'runs');
  const { say, progress, close } = terminal();
  const stop = interrupts(say);
  try {
    await startEngine(engine);
    const card = await shipModel({ progress, signal: stop.signal }, folder, file, shipping);
    say(`written: ${file}, and its card, ${card}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    say('stopped; nothing is written');
    return stop.code();
  } finally {
    close();
    stop.release();
  }
}
