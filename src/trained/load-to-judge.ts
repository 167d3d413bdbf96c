import { declaredAs } from '../data/data-sets';
import { imageSize, type LabelledImages, shapeInWords } from '../images/labelled-images';
import { InputError } from '../input/errors';
import type { LearntFrom } from '../learning/network-file';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Sizes, sizesOf } from '../network/architecture';
import { disposeNetwork, type Network } from '../network/network';
import { sameTraining } from '../runs/data-content';
import type { Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { learntFrom } from './learnt-from';
import { loadTrained } from './network-files';
import { howToAskForImages } from './network-origin';
import { type UsedNetwork, useNetwork } from './used-network';

/** A network that is judged, and which it is. */
export interface Judged<S extends CommonSettings> extends UsedNetwork {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: S;
}

type Judging = Pick<
  Experiment<{ split?: Split | undefined }>,
  'run' | 'dataSet' | 'options' | 'say'
>;

/**
 * The network that a person names, to be judged by these images; says so where these are of another data set
 * than it has learnt.
 * Throws InputError where there is none, it is not the one that the run began with, it takes other
 * images, or it has learnt from these.
 */
export async function loadToJudge<S extends CommonSettings>(
  system: System<S>,
  given: string,
  images: LabelledImages,
  experiment: Judging,
): Promise<Judged<S>> {
  const used = useNetwork(experiment, given);
  const trained = await loadTrained(system, used.file);
  const { network, settings } = trained;
  try {
    const from = learntFrom(used, trained);
    checkUnseen(given, from, experiment);
    const sizes = sizesOf(network.architecture);
    checkFit(sizes, images, given, from);
    if (from && isOther(from, experiment))
      experiment.say(
        `${images.name} is another data set than the network ${given} has learnt. ${howToAskForImages({ sizes, from })}`,
      );
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
  return { ...used, network, settings };
}

/**
 * Throws InputError where a network would be judged by images that it has learnt from: where it learnt
 * from all training images, the ones held out for validation are among them; where it learnt from a copy,
 * which may have them in another order, so may they be.
 */
function checkUnseen(given: string, learnt: LearntFrom | undefined, judging: Judging): void {
  if (!learnt || judging.options.split !== 'validation') return;
  const remedy = 'judge it by the test set, with --split test';
  if (isCopied(learnt, judging))
    throw new InputError(
      `the network ${given} has learnt from ${learnt.set}, which may hold the images here in another order, those held out for validation among them: ${remedy}`,
    );
  if (learnt.split === 'test' && isSame(learnt, judging))
    throw new InputError(
      `the network ${given} has learnt from the images held out for validation: ${remedy}`,
    );
}

/** Whether a network has learnt from the training images that are here. */
function isSame(learnt: LearntFrom, here: Here): boolean {
  const { data } = here.run.record();
  return learnt.checksums && data
    ? sameTraining(learnt.checksums, data.checksums)
    : learnt.set === setHere(here); // nothing but the name is known
}

/** Whether the images here go by another name than those a network has learnt, and are not a copy of them. */
function isOther(learnt: LearntFrom, here: Here): boolean {
  return originalOf(learnt.set) !== originalOf(setHere(here)) && !isSame(learnt, here);
}

/** Whether the images here and those a network has learnt are of one data set, of which either is a copy. */
function isCopied(learnt: LearntFrom, here: Here): boolean {
  const names = [learnt.set, setHere(here)];
  const isCopy = names.some((name) => originalOf(name) !== name);
  return isCopy && !isOther(learnt, here) && !isSame(learnt, here);
}

type Here = Pick<Judging, 'run' | 'dataSet'>;

/** What the data set here is called. */
function setHere({ run, dataSet }: Here): string {
  return run.record().data?.set ?? dataSet;
}

/** The name of the data set that one is a copy of; of any other, its own. */
function originalOf(name: string): string {
  return declaredAs(name)?.copyOf ?? name;
}

/** Throws InputError where a network was made for other images than these; it says which to give. */
function checkFit(
  sizes: Sizes,
  images: LabelledImages,
  given: string,
  from: LearntFrom | undefined,
): void {
  const { pixels, classes } = sizes;
  if (pixels === imageSize(images) && classes === images.classes) return;
  throw new InputError(
    `the network ${given} takes ${pixels} pixels and ${classes} classes; ${images.name} has ${shapeInWords(images)} pixels and ${images.classes} classes. ${howToAskForImages({ sizes, from })}`,
  );
}
