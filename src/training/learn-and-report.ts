import type { LabelledImages } from '../images/labelled-images';
import { first } from '../images/split';
import type { CommonSettings } from '../learning/settings';
import { evaluateSystem, type System } from '../learning/system';
import { sizesOf } from '../network/architecture';
import { disposeNetwork } from '../network/network';
import type { Images, Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { collect, type ErrorReport, errorReport } from '../trained/error-report';
import { paperErrors, paperInWords } from '../trained/paper-errors';
import { showNetwork } from '../trained/show-network';
import { errorTable } from '../trained/tables';
import { type ArchitectureOptions, architectureFrom } from './architecture-options';
import { type CommonLearningOptions, commonSettingsFrom } from './learning-options';
import { checkedPlan, type Plan, type TrainingOptions } from './plan';
import { type TrainingSummary, trainSystem } from './train-system';

/** What a scenario that trains one network comes to; the errors are named by what they are on. */
export type TrainingResults = {
  readonly training: TrainingSummary;
  /** On training images: the first so many as were asked for. */
  readonly onTraining?: ErrorReport;
} & {
  readonly [S in Split]?: ErrorReport;
};

/**
 * Trains a network, judges it once by the held-out images, and says how the paper's did. `seen` is how many
 * training images, the first ones, it is judged by besides.
 */
export async function learnAndReport<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions & { readonly split: Split }>,
  images: Images,
  plan: Plan<S>,
  { seen = 0 }: { readonly seen?: number } = {},
): Promise<TrainingResults> {
  const { say, options } = experiment;
  const { system } = plan;
  const { network, settings, summary } = await trainSystem(experiment, images, plan);
  try {
    const answersTo = (these: LabelledImages) =>
      collect(experiment, these, evaluateSystem(system, network, these, settings));
    const evaluation = await answersTo(images.held);
    const errors = errorReport(evaluation);
    say(errorTable(errors, system));
    const depth = plan.architecture.hidden.length;
    for (const figure of paperErrors(system.name, experiment.run.record().data))
      if ((figure.depth ?? depth) === depth) say(paperInWords(figure));
    const onTraining =
      seen > 0
        ? errorReport(
            await answersTo(first(images.training, Math.min(seen, images.training.count))),
          )
        : undefined;
    if (onTraining) say(`on training images:\n${errorTable(onTraining, system)}`);
    await showNetwork(experiment, { system, network, settings, evaluation }, images.held);
    return {
      training: summary,
      ...(onTraining && { onTraining }),
      [options.split]: errors,
    };
  } finally {
    disposeNetwork(network);
  }
}

/**
 * The network that the options ask for, of a system that takes the settings common to all, and `more` of its own.
 * Throws InputError where the system has no such network.
 */
export function commonPlan<S extends CommonSettings>(
  system: System<S>,
  { options, seed }: Experiment<CommonLearningOptions & ArchitectureOptions>,
  { training }: Images,
  ...more: Omit<S, keyof CommonSettings> extends Record<string, never>
    ? []
    : [Omit<S, keyof CommonSettings>]
): Plan<S> {
  const architecture = architectureFrom(system, training, options);
  const { hidden } = sizesOf(architecture);
  const settings = { ...commonSettingsFrom(options, seed, hidden), ...more[0] } as S;
  return checkedPlan({ system, architecture, settings });
}
