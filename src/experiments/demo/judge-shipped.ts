import { isDeepStrictEqual } from 'node:util';
import { loadDataSet } from '../../data/load';
import { first } from '../../images/split';
import { RECURRENT } from '../../learning/systems/recurrent';
import { fileSha256 } from '../../machine/sha256';
import { disposeNetwork } from '../../network/network';
import { dataContent } from '../../runs/data-content';
import type { Experiment } from '../../runs/scenario';
import { type ErrorReport, errorReport, judge } from '../../trained/error-report';
import { learntFrom } from '../../trained/learnt-from';
import { loadTrained } from '../../trained/network-files';
import { SMALL, shippedFile } from '../../trained/shipped-model';
import { noteNetwork } from '../../trained/used-network';

/**
 * How the small network that comes with the program errs on the first so many test images.
 * Undefined where the run's images are not those that it learnt, or it is not there.
 */
export async function judgeShipped(
  experiment: Experiment<unknown>,
  images: number,
): Promise<ErrorReport | undefined> {
  const file = shippedFile(SMALL);
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
