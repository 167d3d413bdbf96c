import { z } from 'zod';
import { RECURRENT } from '../learning/recurrent';
import type { Experiment } from './experiment';
import type { Images, Split } from './images';
import { type LearningOptions, trainingOptionNames, watchingFrom } from './learning-options';
import { loadToJudge } from './load-to-judge';
import { type Trained, trainNetwork } from './train-network';
import type { TrainingSummary } from './train-system';
import { NAMES_NETWORKS } from './used-network';

/** A network that was trained before. */
export const networkOption = z
  .string()
  .min(1)
  .optional()
  .describe(
    'a trained network: the folder of a run, a checkpoint, or the name of one in models/ (default: train one)',
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
  const watched = { ...settings, ...watchingFrom(options, settings) };
  return { network, settings: watched, origin: { checkpoint: file } };
}
