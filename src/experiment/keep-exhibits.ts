import { mkdirSync } from 'node:fs';
import { fileError, writeWhole } from '../engine/files';
import type { Exhibit } from '../exhibits/exhibit';
import type { Experiment } from './experiment';

/** The folder of a run that its figures are in. */
const FIGURES = 'figures';

/**
 * Puts figures into the run's folder and its record, each as soon as it is drawn; one of a name that
 * is there already takes its place. Throws EnvironmentError.
 */
export async function keepExhibits(
  { run }: Pick<Experiment<unknown>, 'run'>,
  exhibits: Iterable<Exhibit> | AsyncIterable<Exhibit>,
): Promise<void> {
  const folder = run.file(FIGURES);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError('make', folder, error);
  }
  for await (const { name, title, caption, svg } of exhibits) {
    const file = `${FIGURES}/${name}.svg`;
    writeWhole(run.file(file), svg);
    const before = run.record().figures ?? [];
    const at = before.findIndex((one) => one.file === file);
    const figure = { file, title, caption };
    run.update({ figures: at < 0 ? [...before, figure] : before.with(at, figure) });
  }
}
