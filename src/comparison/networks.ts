import type { LabelledImages } from '../data/labelled-images';
import type { Experiment } from '../experiment/experiment';
import type { Split } from '../experiment/images';
import { checkFit, checkUnseen, findCheckpoint } from '../experiment/network-source';
import { systemNamed } from '../experiment/systems';
import type { Trained } from '../experiment/train-network';
import { loadTrained, systemOfFile } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import type { LearningSettings } from '../learning/settings';
import type { Network } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import { feedforwardReadings } from './feedforward-readings';
import type { Reading } from './reading';
import { recurrentReadings } from './recurrent-readings';

/** A network that is compared, and its readings. */
export interface Compared {
  /** How the person named it; empty where it was trained in the same run. */
  readonly network: string;
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
  const about = { network: given, system: system.name };
  if (system.name === RECURRENT.name) return compared(about, network, settings);
  const readings = feedforwardReadings(system, network, settings);
  const { hidden } = network.sizes as Sizes;
  const dispose = () => disposeNetwork(network);
  return { ...about, seed: settings.seed, hidden, readings, dispose };
}

/** A recurrent network of this run's own, ready to be read; `dispose` frees it too. */
export function comparedRecurrent({ network, settings }: Trained): Compared {
  return compared({ network: '', system: RECURRENT.name }, network, settings);
}

function compared(
  about: Pick<Compared, 'network' | 'system'>,
  network: Network,
  settings: LearningSettings,
): Compared {
  const { readings, dispose } = recurrentReadings(network, settings);
  return {
    ...about,
    seed: settings.seed,
    hidden: network.sizes.hidden,
    readings,
    dispose() {
      dispose();
      disposeNetwork(network);
    },
  };
}
