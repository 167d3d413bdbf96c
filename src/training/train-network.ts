import { z } from 'zod';
import type { LearningSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { RECURRENT } from '../learning/systems/recurrent';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import type { Images, Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { loadToJudge } from '../trained/load-to-judge';
import { NAMES_NETWORKS } from '../trained/used-network';
import { type ArchitectureOptions, architectureFrom } from './architecture-options';
import { type LearningOptions, settingsFrom, trainingOptionNames } from './learning-options';
import { perceptionFrom } from './perception-options';
import { checkedPlan, type Plan } from './plan';
import { type Training, type TrainingSummary, trainSystem } from './train-system';

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

/** A network that was trained before. */
export const networkOption = z
  .string()
  .min(1)
  .optional()
  .describe(
    'a trained network: the folder or name of a run, latest, a checkpoint, or the name of a shipped network (default: train one)',
  )
  .meta({ ...NAMES_NETWORKS, value: 'path', insteadOf: trainingOptionNames });

/** A network to look at; its settings say how it is watched. */
export interface Subject extends Trained {
  /** How it was trained, or where it was found. */
  readonly origin: TrainingSummary | { readonly checkpoint: string };
}

/** The network that the options name, or one that is trained for the purpose. */
export async function networkOrTrain(
  experiment: Experiment<LearningOptions & { network?: string | undefined; split?: Split }>,
  images: Images,
): Promise<Subject> {
  const { options, say } = experiment;
  if (options.network === undefined) {
    const { network, settings, summary } = await trainNetwork(experiment, images);
    return { network, settings, origin: summary };
  }
  const { network, settings, file } = await loadToJudge(
    RECURRENT,
    options.network,
    images.held,
    experiment,
  );
  say(`network: ${file}`);
  const watched = { ...settings, ...perceptionFrom(options, settings) };
  return { network, settings: watched, origin: { checkpoint: file } };
}
