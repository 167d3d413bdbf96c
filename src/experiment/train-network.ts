import { RECURRENT } from '../learning/recurrent';
import type { LearningSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { type ArchitectureOptions, architectureFrom } from './architecture-options';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { type LearningOptions, settingsFrom } from './learning-options';
import { checkedPlan, type Plan } from './plan';
import { type Training, trainSystem } from './train-system';

/** A recurrent network that has learnt, and how. */
export interface Trained {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: LearningSettings;
}

/**
 * The network that the options ask for, of the paper's recurrent system or of one like it.
 * Throws InputError where they contradict each other.
 */
export function recurrentPlan(
  { options, seed }: Experiment<LearningOptions & ArchitectureOptions>,
  { training }: Images,
  system: System<LearningSettings> = RECURRENT,
): Plan<LearningSettings> {
  const architecture = architectureFrom(system, training, options);
  const settings = settingsFrom(options, seed, sizesOf(architecture).hidden);
  return checkedPlan({ system, architecture, settings });
}

/** Trains a recurrent network as the options say (`trainSystem`). Throws Interrupted. */
export async function trainNetwork(
  experiment: Experiment<LearningOptions>,
  images: Images,
): Promise<Training<LearningSettings>> {
  return trainSystem(experiment, images, recurrentPlan(experiment, images));
}
