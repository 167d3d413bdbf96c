import { loadDataSet } from '../data/load';
import { first } from '../data/split';
import { loadTrained } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import { disposeNetwork } from '../network/parameters';
import { type ErrorReport, errorReport } from './error-report';
import type { Experiment } from './experiment';
import { judge } from './judge';
import { SMALL, shippedModel } from './shipped-model';

/**
 * How the small network that comes with the program errs on the first so many test images.
 * Undefined where the run's images are not those that it learnt, or it is not there.
 */
export async function judgeShipped(
  experiment: Experiment<unknown>,
  images: number,
): Promise<ErrorReport | undefined> {
  const file = shippedModel(SMALL);
  if (!file) return undefined;
  const { network, settings, learntFrom } = await loadTrained(RECURRENT, file);
  try {
    const data = experiment.run.record().data;
    if (!data || data.set !== learntFrom?.set) return undefined;
    if (data.classes !== undefined || data.firstLabel !== undefined) return undefined;
    const { test } = await loadDataSet(data.set, { data: experiment.data });
    return errorReport(await judge(experiment, network, first(test, images), settings));
  } finally {
    disposeNetwork(network);
  }
}
