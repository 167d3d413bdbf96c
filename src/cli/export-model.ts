import { startEngine } from '../engine/backend';
import { Interrupted } from '../runs/scenario';
import { shipModel } from '../trained/ship-model';
import { interrupts } from './signals/interrupts';
import { terminal } from './terminal';

/** Writes a run's network to a file, with progress on its check; returns the exit code. */
export async function exportModel(
  run: string,
  file: string,
  { engine, data }: { readonly engine?: string; readonly data?: string },
): Promise<number> {
  const { say, progress, close } = terminal();
  const stop = interrupts(say);
  try {
    await startEngine(engine);
    const card = await shipModel({ progress, signal: stop.signal }, run, file, data);
    say(`${file} is written; what it is stands in ${card}`);
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
