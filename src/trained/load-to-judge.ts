import { declaredAs } from '../data/data-sets';
import { type Labelling, ownLabelling, usualLabelling } from '../data/labelling';
import { imageSize, type LabelledImages, shapeInWords } from '../images/labelled-images';
import { InputError } from '../input/errors';
import type { LearntFrom } from '../learning/network-file';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Sizes, sizesOf } from '../network/architecture';
import { disposeNetwork, type Network } from '../network/network';
import { flag } from '../runs/command-of';
import { dataInWords, sameTraining } from '../runs/data-content';
import type { Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { learntFrom } from './learnt-from';
import { loadTrained } from './network-files';
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
        `${images.name} is another data set than the network ${given} has learnt. ${wayOut({ sizes, from })}`,
      );
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
  if (isSame(learnt, { run, dataSet }))
    throw new InputError(
      `the network ${given} has learnt from the images held out for validation: judge it by the test set, with --split test`,
    );
}

/** Whether a network has learnt from the training images that are here. */
function isSame(learnt: LearntFrom, { run, dataSet }: Pick<Judging, 'run' | 'dataSet'>): boolean {
  const here = run.record().data;
  return learnt.checksums && here
    ? sameTraining(learnt.checksums, here.checksums)
    : learnt.set === (here?.set ?? dataSet); // nothing but the name is known
}

/** Whether the images here go by another name than those a network has learnt, and are not a copy of them. */
function isOther(learnt: LearntFrom, here: Pick<Judging, 'run' | 'dataSet'>): boolean {
  const names = [learnt.set, here.run.record().data?.set ?? here.dataSet];
  const [one, other] = names.map((name) => declaredAs(name)?.copyOf ?? name);
  return one !== other && !isSame(learnt, here);
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
    `the network ${given} takes ${pixels} pixels and ${classes} classes; ${images.name} has ${shapeInWords(images)} pixels and ${images.classes} classes. ${wayOut({ sizes, from })}`,
  );
}

/** How to ask for images as a network has learnt them. */
function wayOut({ sizes, from }: { sizes: Sizes; from: LearntFrom | undefined }): string {
  if (!from)
    return `It is not known what it has learnt from: give such images with --data, --classes ${sizes.classes} and --first-label`;
  const learnt = { sizes, from };
  const options = [`--data-set ${from.set}`, askedForBy(learnt)].filter((text) => text !== '');
  return `It has learnt from ${learntInWords(learnt)}: ask for these with ${options.join(' ')}, and with --data if their files are in a folder of their own`;
}

/** A trained network, and what is known of the images that it has learnt from. */
export interface NetworkOrigin {
  readonly sizes: Pick<Sizes, 'classes'>;
  readonly from: LearntFrom;
}

/**
 * What a network has learnt from: `mnist`, or, where the files that went by that name are others,
 * `mnist (files of one’s own) of 26 classes`.
 */
export function learntInWords(learnt: NetworkOrigin): string {
  const { set, checksums } = learnt.from;
  const { classes } = labellingOf(learnt);
  if (checksums) return dataInWords({ set, checksums, classes });
  return classes === undefined ? set : `${set} of ${classes} classes`;
}

/** The options by which images are asked for as a network learnt them; empty where none is needed. */
function askedForBy(learnt: NetworkOrigin): string {
  const { classes, firstLabel } = labellingOf(learnt);
  const unknown = classes !== undefined && learnt.from.classes === undefined; // by an older file
  const first = unknown ? '<the label of its first class>' : firstLabel;
  const said = Object.entries({ classes, firstLabel: first }).filter(
    ([, value]) => value !== undefined,
  );
  return said.map(([name, value]) => `${flag(name)} ${value}`).join(' ');
}

/**
 * What its labels stand for, where that is not what the data set says of itself; of an older file the
 * network alone tells how many classes there are. Sets that are not declared count from 0.
 */
function labellingOf({ sizes: { classes }, from: { set, firstLabel } }: NetworkOrigin): Labelling {
  const declared = declaredAs(set);
  const usual = declared ? usualLabelling(declared) : { classes };
  return ownLabelling({ classes, firstLabel: firstLabel ?? usual.firstLabel }, usual);
}
