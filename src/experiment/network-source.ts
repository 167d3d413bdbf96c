import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../engine/errors';
import { checkpointsIn } from '../learning/checkpoint-folder';
import { RECURRENT } from '../learning/recurrent';
import type { Experiment } from './experiment';
import type { Images, Split } from './images';
import { type LearningOptions, trainingOptionNames, watchingFrom } from './learning-options';
import { recordOf } from './learnt-from';
import { loadToJudge } from './load-to-judge';
import { runFolders } from './run-folder';
import { systemOf } from './run-record';
import { BEST, shippedModel } from './shipped-model';
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

/**
 * The latest checkpoint of a recurrent network of all runs, or else the one that comes with the
 * program.
 * Throws InputError where there is neither.
 */
export function latestCheckpoint(runs: string): string {
  const latest = runFolders(runs)
    .filter((folder) => systemOf(recordOf(folder) ?? {}) === RECURRENT.name)
    .map((folder) => checkpointsIn(path.join(folder, 'checkpoints'))[0])
    .find((checkpoint) => checkpoint !== undefined);
  if (latest) return latest;
  const shipped = shippedModel(BEST);
  if (!shipped)
    throw new InputError(
      `there is no trained network in ${runs}: train one with \`topdown train\`, or name one with --network`,
    );
  return shipped;
}

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
