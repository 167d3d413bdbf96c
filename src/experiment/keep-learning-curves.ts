import { learningCurves } from '../exhibits/learning-curves';
import { readMetrics } from '../observation/metrics-lines';
import type { Experiment } from './experiment';
import { keepExhibits } from './keep-exhibits';

/**
 * Draws how the training went that a run's metrics tell of: nothing where it has no epoch. Throws
 * Interrupted, when it is drawn, and EnvironmentError.
 */
export async function keepLearningCurves(
  experiment: Pick<Experiment<unknown>, 'run' | 'signal'>,
): Promise<void> {
  const { run } = experiment;
  const rows = readMetrics(run.file('metrics.jsonl'));
  const drawn = await learningCurves([{ run: run.record().scenario, rows }]);
  await keepExhibits(experiment, drawn ? [drawn] : []);
}
