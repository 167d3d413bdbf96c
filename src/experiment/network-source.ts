import { statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { type LearntFrom, loadTrained } from '../learning/checkpoint';
import { checkpointsIn } from '../learning/checkpoint-folder';
import { RECURRENT } from '../learning/recurrent';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { FeedforwardNetwork } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import type { Experiment } from './experiment';
import type { Images, Split } from './images';
import { type LearningOptions, trainingOptionNames, watchingFrom } from './learning-options';
import { openRun } from './run-folder';
import type { RunRecord } from './run-record';
import { shippedModel, shippedNames } from './shipped-model';
import { type Trained, trainNetwork } from './train-network';
import type { TrainingSummary } from './train-system';

/** A network that was trained before. */
export const networkOption = z
  .string()
  .min(1)
  .optional()
  .describe(
    'a trained network: the folder of a run, a checkpoint, or the name of one in models/ (default: train one)',
  )
  .meta({ value: 'path', insteadOf: trainingOptionNames });

/**
 * The checkpoint that a person means by a run's folder, a folder of checkpoints, a file, or the name
 * of a network that comes with the program.
 */
export function findCheckpoint(given: string): string {
  const stat = statSync(given, { throwIfNoEntry: false });
  const shipped = stat ? undefined : shippedModel(given);
  if (shipped) return shipped;
  if (!stat)
    throw new InputError(
      `there is no ${given}: name the folder of a run, a checkpoint, or one that comes along (${shippedNames().join(', ')})`,
    );
  if (stat.isFile()) return given;
  const latest = checkpointsIn(path.join(given, 'checkpoints'))[0] ?? checkpointsIn(given)[0];
  if (!latest) throw new InputError(`there is no checkpoint in ${given}`);
  return latest;
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
  const checkpoint = findCheckpoint(options.network);
  say(`network: ${checkpoint}`);
  const { network, settings } = await loadToJudge(RECURRENT, checkpoint, images.held, experiment);
  const watched = { ...settings, ...watchingFrom(options, settings) };
  return { network, settings: watched, origin: { checkpoint } };
}

/**
 * The network of a checkpoint, to be judged by these images. The caller owns it.
 * Throws InputError where it takes other images, or has learnt from these.
 */
export async function loadToJudge<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  checkpoint: string,
  images: LabelledImages,
  experiment: Pick<Experiment<{ split?: Split | undefined }>, 'dataSet' | 'options'>,
): Promise<{ readonly network: N; readonly settings: S }> {
  const { network, settings, learntFrom } = await loadTrained(system, checkpoint);
  try {
    checkUnseen(checkpoint, learntFrom, experiment);
    checkFit(network.sizes, images, checkpoint);
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
  return { network, settings };
}

/**
 * Throws InputError where a network would be judged by images that it has learnt from: it learnt
 * from all training images, and the ones held out for validation are among them. What it has learnt
 * from is in its file, or else in the record of its run.
 */
function checkUnseen(
  checkpoint: string,
  inFile: LearntFrom | undefined,
  { dataSet, options }: Pick<Experiment<{ split?: Split | undefined }>, 'dataSet' | 'options'>,
): void {
  const learntFrom = inFile ?? recordOf(path.dirname(path.dirname(checkpoint)))?.data;
  if (learntFrom?.set === dataSet && learntFrom.split === 'test' && options.split === 'validation')
    throw new InputError(
      `the network in ${checkpoint} has learnt from the images held out for validation: judge it by the test set, with --split test`,
    );
}

/** The record of the run in this folder; undefined where it is none, or cannot be read. */
export function recordOf(folder: string): RunRecord | undefined {
  try {
    return openRun(folder).record();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Throws InputError where a network was made for other images than these. */
function checkFit({ pixels, classes }: Sizes, images: LabelledImages, checkpoint: string): void {
  if (pixels === images.rows * images.columns && classes === images.classes) return;
  throw new InputError(
    `the network in ${checkpoint} takes ${pixels} pixels and ${classes} classes; ${images.name} has ${images.rows} × ${images.columns} and ${images.classes}`,
  );
}
