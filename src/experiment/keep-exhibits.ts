import { setImmediate } from 'node:timers/promises';
import { makeSubfolder, writeWhole } from '../engine/files';
import type { Exhibit } from '../exhibits/exhibit';
import type { Experiment } from './experiment';
import { stopIfInterrupted } from './interrupted';

/** The folder of a run that its figures are in. */
const FIGURES = 'figures';

/**
 * Puts figures into the run's folder and its record, each as soon as it is drawn; one of a name that
 * is there already takes its place. After each, other work gets its turn, so that a wish to stop is
 * heard. Throws Interrupted, EnvironmentError.
 */
export async function keepExhibits(
  { run, signal }: Pick<Experiment<unknown>, 'run' | 'signal'>,
  exhibits: Iterable<Exhibit> | AsyncIterable<Exhibit>,
): Promise<void> {
  const folder = run.file(FIGURES);
  makeSubfolder(folder);
  for await (const { name, title, caption, svg } of exhibits) {
    const file = `${FIGURES}/${name}.svg`;
    writeWhole(run.file(file), svg);
    const before = run.record().figures ?? [];
    const at = before.findIndex((one) => one.file === file);
    const figure = { file, title, caption };
    run.update({ figures: at < 0 ? [...before, figure] : before.with(at, figure) });
    await setImmediate();
    stopIfInterrupted(signal);
  }
}
