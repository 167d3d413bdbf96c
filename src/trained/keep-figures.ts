import { setImmediate } from 'node:timers/promises';
import type { Figure } from '../charts/figure';
import { learningCurves } from '../figures/learning-curves';
import { makeSubfolder, writeWhole } from '../machine/files';
import { readMetrics } from '../observation/metrics';
import { type Experiment, stopIfInterrupted } from '../runs/scenario';

/** The folder of a run that its figures are in. */
const FIGURES = 'figures';

/**
 * Puts figures into the run's folder and its record, each as soon as it is drawn; one of a name that
 * is there already takes its place. After each, other work gets its turn, so that a wish to stop is
 * heard. Throws Interrupted, EnvironmentError.
 */
export async function keepFigures(
  { run, signal }: Pick<Experiment<unknown>, 'run' | 'signal'>,
  figures: Iterable<Figure> | AsyncIterable<Figure>,
): Promise<void> {
  const folder = run.file(FIGURES);
  makeSubfolder(folder);
  for await (const { name, title, caption, svg } of figures) {
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

/**
 * Draws how the training went that a run's metrics tell of: nothing where it has no epoch. Throws
 * Interrupted, when it is drawn, and EnvironmentError.
 */
export async function keepLearningCurves(
  experiment: Pick<Experiment<unknown>, 'run' | 'signal'>,
): Promise<void> {
  const { run } = experiment;
  const rows = readMetrics(run.file('metrics.jsonl'));
  const { scenario, learning } = run.record();
  const drawn = await learningCurves([{ run: scenario, rows, prefers: learning?.prefers }]);
  await keepFigures(experiment, drawn ? [drawn] : []);
}
