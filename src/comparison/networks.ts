import type { LabelledImages } from '../data/labelled-images';
import type { Experiment } from '../experiment/experiment';
import type { Split } from '../experiment/images';
import { checkFit, checkUnseen, findCheckpoint } from '../experiment/network-source';
import { systemNamed } from '../experiment/systems';
import { loadTrained, systemOfFile } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import { disposeNetwork } from '../network/parameters';
import { feedforwardReadings } from './feedforward-readings';
import type { Reading } from './reading';
import { recurrentReadings } from './recurrent-readings';

/** A network that is compared, and its readings. */
export interface Compared {
  readonly checkpoint: string;
  readonly system: string;
  readonly seed: number;
  readonly hidden: readonly number[];
  readonly readings: readonly Reading[];
  readonly dispose: () => void;
}

/**
 * The network that a person names, of whatever system, ready to be read.
 * Throws InputError where there is none, it takes other images, or it has learnt from these.
 */
export async function comparedNetwork(
  given: string,
  images: LabelledImages,
  experiment: Experiment<{ readonly split: Split }>,
): Promise<Compared> {
  const checkpoint = findCheckpoint(given);
  const system = systemNamed(await systemOfFile(checkpoint));
  const { network, settings, learntFrom } = await loadTrained(system, checkpoint);
  try {
    checkUnseen(checkpoint, learntFrom, experiment);
    checkFit(network.sizes, images, checkpoint);
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
  const recurrent = system.name === RECURRENT.name;
  const read = recurrent
    ? recurrentReadings(network, settings)
    : { readings: feedforwardReadings(system, network, settings), dispose: () => undefined };
  return {
    checkpoint,
    system: system.name,
    seed: settings.seed,
    hidden: network.sizes.hidden,
    readings: read.readings,
    dispose() {
      read.dispose();
      disposeNetwork(network);
    },
  };
}
