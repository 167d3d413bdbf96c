import type { CommonSettings } from '../learning/settings';
import { evaluateSystem } from '../learning/system';
import { disposeNetwork } from '../network/parameters';
import { type ErrorReport, errorReport } from './error-report';
import type { Experiment } from './experiment';
import type { Images, Split } from './images';
import { collect } from './judge';
import { paperFigures, paperInWords } from './paper-figures';
import type { Plan } from './plan';
import { showNetwork } from './show-network';
import { errorTable } from './tables';
import { type TrainingSummary, trainSystem } from './train-system';
import type { TrainingOptions } from './training-options';

/** What a scenario that trains one network comes to; the errors are named by what they are on. */
export type Learnt = { readonly training: TrainingSummary } & {
  readonly [S in Split]?: ErrorReport;
};

/** Trains a network, judges it once by the held-out images, and says how the paper's did. */
export async function learnAndReport<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions & { readonly split: Split }>,
  images: Images,
  plan: Plan<S>,
): Promise<Learnt> {
  const { say, options } = experiment;
  const { system } = plan;
  const { network, settings, summary } = await trainSystem(experiment, images, plan);
  try {
    const parts = evaluateSystem(system, network, images.held, settings);
    const evaluation = await collect(experiment, images.held, parts);
    const errors = errorReport(evaluation);
    say(errorTable(errors, system));
    for (const figure of paperFigures(system.name, experiment.run.record().data))
      say(paperInWords(figure));
    await showNetwork(experiment, { system, network, settings, evaluation }, images.held);
    return { training: summary, [options.split]: errors };
  } finally {
    disposeNetwork(network);
  }
}
