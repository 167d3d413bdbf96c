import { imageSize, type LabelledImages, shapeInWords } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { type LearntFrom, loadTrained } from '../learning/checkpoint';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { FeedforwardNetwork } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import { sameTraining } from './data-content';
import type { Experiment } from './experiment';
import type { Split } from './images';
import { learntFrom } from './learnt-from';
import { type UsedNetwork, useNetwork } from './used-network';

/** A network that is judged, and which it is. */
export interface Judged<N extends FeedforwardNetwork, S extends CommonSettings>
  extends UsedNetwork {
  /** The caller owns it. */
  readonly network: N;
  readonly settings: S;
}

type Judging = Pick<Experiment<{ split?: Split | undefined }>, 'run' | 'dataSet' | 'options'>;

/**
 * The network that a person names, to be judged by these images.
 * Throws InputError where there is none, it is not the one that the run began with, it takes other
 * images, or it has learnt from these.
 */
export async function loadToJudge<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  given: string,
  images: LabelledImages,
  experiment: Judging,
): Promise<Judged<N, S>> {
  const used = useNetwork(experiment, given);
  const trained = await loadTrained(system, used.file);
  const { network, settings } = trained;
  try {
    checkUnseen(given, learntFrom(used, trained.learntFrom), experiment);
    checkFit(network.sizes, images, given);
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
  return { ...used, network, settings };
}

/**
 * Throws InputError where a network would be judged by images that it has learnt from: it learnt
 * from all training images, and the ones held out for validation are among them.
 */
function checkUnseen(
  given: string,
  learnt: LearntFrom | undefined,
  { run, dataSet, options }: Judging,
): void {
  if (learnt?.split !== 'test' || options.split !== 'validation') return;
  const here = run.record().data;
  const same =
    learnt.checksums && here
      ? sameTraining(learnt.checksums, here.checksums)
      : learnt.set === (here?.set ?? dataSet); // nothing but the name is known
  if (same)
    throw new InputError(
      `the network ${given} has learnt from the images held out for validation: judge it by the test set, with --split test`,
    );
}

/** Throws InputError where a network was made for other images than these. */
function checkFit({ pixels, classes }: Sizes, images: LabelledImages, given: string): void {
  if (pixels === imageSize(images) && classes === images.classes) return;
  throw new InputError(
    `the network ${given} takes ${pixels} pixels and ${classes} classes; ${images.name} has ${shapeInWords(images)} and ${images.classes}`,
  );
}
