import { RECURRENT } from '../learning/recurrent';
import type { LearningSettings } from '../learning/settings';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { type ArchitectureOptions, architectureFrom } from './architecture-options';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { type LearningOptions, settingsFrom } from './learning-options';
import { checkedPlan, type Plan, type Training, trainSystem } from './train-system';

/** A recurrent network that has learnt, and how. */
export interface Trained {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: LearningSettings;
}

/** The recurrent network that the options ask for. Throws InputError where they contradict. */
export function recurrentPlan(
  { options, seed }: Experiment<LearningOptions & ArchitectureOptions>,
  { training }: Images,
): Plan<LearningSettings> {
  const architecture = architectureFrom(RECURRENT, training, options);
  const settings = settingsFrom(options, seed, sizesOf(architecture).hidden);
  return checkedPlan({ system: RECURRENT, architecture, settings });
}

/** Trains a recurrent network as the options say (`trainSystem`). Throws Interrupted. */
export async function trainNetwork(
  experiment: Experiment<LearningOptions>,
  images: Images,
): Promise<Training<LearningSettings>> {
  return trainSystem(experiment, images, recurrentPlan(experiment, images));
}
