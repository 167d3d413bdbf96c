import { imageSize, type LabelledImages, shapeInWords } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import type { LearntFrom } from '../learning/learnt-from';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Sizes, sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import { sameTraining } from './data-content';
import type { Experiment } from './experiment';
import type { Split } from './images';
import { learntFrom } from './learnt-from';
import { askedForBy, learntInWords } from './learnt-in-words';
import { loadTrained } from './network-files';
import { type UsedNetwork, useNetwork } from './used-network';

/** A network that is judged, and which it is. */
export interface Judged<S extends CommonSettings> extends UsedNetwork {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: S;
}

type Judging = Pick<Experiment<{ split?: Split | undefined }>, 'run' | 'dataSet' | 'options'>;

/**
 * The network that a person names, to be judged by these images.
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
    checkFit(sizesOf(network.architecture), images, given, from);
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
    `the network ${given} takes ${pixels} pixels and ${classes} classes; ${images.name} has ${shapeInWords(images)} and ${images.classes}. ${wayOut({ sizes, from })}`,
  );
}

/** How to ask for images as a network has learnt them. */
function wayOut({ sizes, from }: { sizes: Sizes; from: LearntFrom | undefined }): string {
  if (!from)
    return `What it has learnt from is not known: give such images by --data, --classes ${sizes.classes} and --first-label`;
  const learnt = { sizes, from };
  const options = [`--data-set ${from.set}`, askedForBy(learnt)].filter((text) => text !== '');
  return `It has learnt from ${learntInWords(learnt)}: ask for these by ${options.join(' ')}, and by --data where their files are in a folder of their own`;
}
