import { imageSize, type LabelledImages, shapeInWords } from '../images/labelled-images';
import { looksOf } from '../images/looks';
import { InputError } from '../input/errors';
import type { LearntFrom } from '../learning/network-file';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Architecture, sizesOf } from '../network/architecture';
import { disposeNetwork, type Network } from '../network/network';
import type { Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { checkUnseen, isOther } from './check-unseen';
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
    const sizes = sizesOf(network.architecture);
    checkFit(network.architecture, images, given, from);
    checkUnseen(given, from, experiment);
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
 * Throws InputError where a network was made for images of another shape, or of more or fewer classes; it says which to
 * give. Where the shape is not known, as many pixels will do.
 */
export function checkFit(
  architecture: Architecture,
  images: LabelledImages,
  given: string,
  from: LearntFrom | undefined,
): void {
  const sizes = sizesOf(architecture);
  const { pixels, classes } = sizes;
  const shape = architecture.input.map ?? (from && looksOf(sizes, from.looks));
  const taken = shape ? shapeInWords(shape) : `${pixels}`;
  const fits = shape ? taken === shapeInWords(images) : pixels === imageSize(images);
  if (fits && classes === images.classes) return;
  throw new InputError(
    `the network ${given} takes ${taken} pixels and ${classes} classes; ${images.name} has ${shapeInWords(images)} pixels and ${images.classes} classes. ${howToAskForImages({ sizes, from })}`,
  );
}
