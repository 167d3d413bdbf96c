import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import type { Experiment } from '../experiment/experiment';
import { findCheckpoint } from '../experiment/find-checkpoint';
import type { Split } from '../experiment/images';
import { loadToJudge } from '../experiment/load-to-judge';
import { systemNamed } from '../experiment/systems';
import type { Trained } from '../experiment/train-network';
import { systemOfFile } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import type { CommonSettings, LearningSettings } from '../learning/settings';
import type { FeedforwardNetwork, Network } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import { feedforwardReadings } from './feedforward-readings';
import type { Reading } from './reading';
import { recurrentReadings } from './recurrent-readings';

/** A network that is compared, and its readings. */
export interface Compared {
  /** How the person named it; empty where it was trained in the same run. */
  readonly network: string;
  /** SHA-256 of its file, so that a comparison that goes on knows it again; empty where it has none. */
  readonly sha256: string;
  readonly system: string;
  /** Its sizes and settings but for the seed: what networks of one reading have in common. */
  readonly kind: string;
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
  const system = systemNamed(await systemOfFile(findCheckpoint(given)));
  const { network, settings, sha256 } = await loadToJudge(system, given, images, experiment);
  const about = {
    network: given,
    sha256,
    system: system.name,
    kind: allButSeed(network, settings),
  };
  if (system.name === RECURRENT.name) {
    const recurrent = compared(about, network, settings);
    const dispose = () => {
      recurrent.dispose();
      disposeNetwork(network);
    };
    return { ...recurrent, dispose };
  }
  const readings = feedforwardReadings(system, network, settings);
  const { hidden } = network.sizes as Sizes;
  const dispose = () => disposeNetwork(network);
  return { ...about, seed: settings.seed, hidden, readings, dispose };
}

/**
 * A recurrent network of this run's own, ready to be read. It stays its owner's: `dispose` frees only
 * what was made to read it.
 */
export function comparedRecurrent({ network, settings }: Trained): Compared {
  return compared(
    { network: '', sha256: '', system: RECURRENT.name, kind: allButSeed(network, settings) },
    network,
    settings,
  );
}

function compared(
  about: Pick<Compared, 'network' | 'sha256' | 'system' | 'kind'>,
  network: Network,
  settings: LearningSettings,
): Compared {
  const { readings, dispose } = recurrentReadings(network, settings);
  return {
    ...about,
    seed: settings.seed,
    hidden: network.sizes.hidden,
    readings,
    dispose,
  };
}

/** Sizes and settings in words that are equal where they are, whatever the seed. */
function allButSeed({ sizes }: FeedforwardNetwork, settings: CommonSettings): string {
  const { seed: _, ...others } = settings;
  return JSON.stringify([sizes, others]);
}

/**
 * Throws InputError where networks of one system differ in more than their seed, or a seed comes
 * twice: their readings would be averaged as if they were one.
 */
export function checkComparable(networks: readonly Compared[]): void {
  for (const [at, one] of networks.entries())
    for (const other of networks.slice(at + 1)) {
      if (one.system !== other.system) continue;
      const both = `${one.network} and ${other.network}`;
      if (one.seed === other.seed)
        throw new InputError(`${both} are both ${one.system}, seed ${one.seed}: leave one out`);
      if (one.kind !== other.kind)
        throw new InputError(
          `${both} are both ${one.system} but differ in more than their seed: compare them in runs of their own`,
        );
    }
}
