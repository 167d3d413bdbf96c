import { isDeepStrictEqual } from 'node:util';
import { loadDataSet } from '../../data/load';
import { first } from '../../data/split';
import { fileSha256 } from '../../engine/sha256';
import { dataContent } from '../../experiment/data-content';
import { type ErrorReport, errorReport } from '../../experiment/error-report';
import type { Experiment } from '../../experiment/experiment';
import { judge } from '../../experiment/judge';
import { learntFrom } from '../../experiment/learnt-from';
import { loadTrained } from '../../experiment/network-files';
import { SMALL, shippedModel } from '../../experiment/shipped-model';
import { noteNetwork } from '../../experiment/used-network';
import { RECURRENT } from '../../learning/recurrent';
import { disposeNetwork } from '../../network/parameters';

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
  const trained = await loadTrained(RECURRENT, file);
  const { network, settings } = trained;
  try {
    const { data } = experiment.run.record();
    const shipped = { given: SMALL, file, sha256: fileSha256(file) };
    const learnt = learntFrom(shipped, trained);
    if (!data || !isDeepStrictEqual({ checksums: learnt?.checksums }, dataContent(data)))
      return undefined;
    noteNetwork(experiment.run, shipped);
    const { test } = await loadDataSet(data.set, { data: experiment.data });
    return errorReport(await judge(experiment, network, first(test, images), settings));
  } finally {
    disposeNetwork(network);
  }
}
