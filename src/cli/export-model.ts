import { startEngine } from '../engine/backend';
import { shipModel } from '../experiment/ship-model';
import { interrupts } from './interrupts';
import { terminal } from './terminal';

/** Writes a run's network to a file, with progress on its check. */
export async function exportModel(
  run: string,
  file: string,
  { engine, data }: { readonly engine?: string; readonly data?: string },
): Promise<void> {
  const { say, progress, close } = terminal();
  const stop = interrupts(() => say('stopping; once more to stop at once'));
  try {
    await startEngine(engine);
    const card = await shipModel({ progress, signal: stop.signal }, run, file, data);
    say(`${file} is written; what it is stands in ${card}`);
  } finally {
    close();
    stop.release();
  }
}
