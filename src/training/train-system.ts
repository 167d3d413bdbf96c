import { trainedNetwork } from '../learning/average';
import { disposeLearner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { TrainingMeans } from '../learning/tally';
import { copyNetwork, type Network } from '../network/network';
import type { Images } from '../runs/images';
import { type Experiment, Interrupted } from '../runs/scenario';
import { keepLearningCurves } from '../trained/keep-figures';
import { learnInRun } from './learn-in-run';
import { checkTraining, type Plan, type TrainingOptions } from './plan';
import { batchClock } from './training-progress';

/** What training came to. */
export interface Training<S extends CommonSettings> {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: S;
  readonly summary: TrainingSummary;
}

/** The part of a training that a report holds. */
export interface TrainingSummary {
  readonly epochs: number;
  readonly images: number;
  /** Means over the last epoch as its batches were learnt, if it was learnt in this process. */
  readonly lastEpoch: TrainingMeans | undefined;
  /** Median time of a batch, if any was learnt in this process. */
  readonly millisecondsPerBatch: number | undefined;
}

/**
 * Trains a network in the experiment's run folder, with checkpoints and metrics, from the latest
 * checkpoint if there is one. Throws Interrupted, after saving, when the person asks to stop;
 * InputError where the network is too large.
 */
export async function trainSystem<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  images: Images,
  plan: Plan<S>,
): Promise<Training<S>> {
  const { settings } = plan;
  checkTraining(images, plan, experiment.options);
  const clock = batchClock();
  const { end, means } = await learnInRun(experiment, images, plan, clock);
  const drawn = keepLearningCurves(experiment);
  if (!end) {
    await drawn.catch(() => undefined); // that the run was interrupted says more
    throw new Interrupted();
  }
  await drawn.catch((error: unknown) => {
    disposeLearner(end);
    throw error;
  });
  const network = copyNetwork(trainedNetwork(end));
  disposeLearner(end);
  const summary = {
    epochs: settings.epochs,
    images: images.training.count,
    lastEpoch: means,
    millisecondsPerBatch: clock.median(),
  };
  return { network, settings, summary };
}
