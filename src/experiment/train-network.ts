import { RECURRENT } from '../learning/recurrent';
import type { LearningSettings } from '../learning/settings';
import type { Network } from '../network/network';
import type { Experiment } from './experiment';
import { type Images, layersFor } from './images';
import { type LearningOptions, settingsFrom } from './learning-options';
import { type Plan, type Training, trainSystem } from './train-system';

/** A recurrent network that has learnt, and how. */
export interface Trained {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: LearningSettings;
}

/** The recurrent network that the options ask for. Throws InputError where they contradict. */
export function recurrentPlan(
  { options, seed }: Experiment<LearningOptions>,
  { training }: Images,
): Plan<LearningSettings> {
  const architecture = RECURRENT.architecture(layersFor(training, options.hidden));
  return { system: RECURRENT, architecture, settings: settingsFrom(options, seed) };
}

/** Trains a recurrent network as the options say (`trainSystem`). Throws Interrupted. */
export async function trainNetwork(
  experiment: Experiment<LearningOptions>,
  images: Images,
): Promise<Training<LearningSettings>> {
  return trainSystem(experiment, images, recurrentPlan(experiment, images));
}
