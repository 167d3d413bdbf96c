import { z } from 'zod';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { MOST_COUNTED } from '../input/limits';
import type { Architecture } from '../network/architecture';
import type { Layer } from '../network/layer';
import { mapParameters, type Network } from '../network/network';
import { type ByteSource, encodeSafetensors, type TensorFile } from '../network/safetensors';
import { fetchNetwork, fetchTensor, parseMetadata, store, storeNetwork } from '../network/store';
import type { Learner } from './learner';
import { AVERAGE, hasAverage, type LearntFrom, metadataOf, openNetworkFile } from './network-file';
import type { CommonSettings } from './settings';
import type { System } from './system';
import { tallySchema } from './tally';

const count = z.int().min(0).max(MOST_COUNTED);
const place = z.strictObject({ epoch: count, batch: count, tally: tallySchema });

/**
 * A learner and its settings as a safetensors file: everything needed to go on, bit for bit.
 * Randomness is addressed by seed, epoch and batch, so those are its whole state. Nothing of the
 * clock or the machine is in it: equal learners, of the same images, give equal bytes.
 */
export function encodeCheckpoint<S extends CommonSettings>(
  system: System<S>,
  learner: Learner,
  settings: S,
  learntFrom?: LearntFrom,
): Uint8Array {
  const { network, velocity, average, meanActivity, epoch, batch, tally } = learner;
  return encodeSafetensors({
    metadata: {
      ...metadataOf(system, network.architecture, settings),
      place: JSON.stringify({ epoch, batch, tally }),
      random: 'xoroshiro128+ from the SHA-256 of [seed, name, epoch, batch]',
      ...(learntFrom && { learnt_from: JSON.stringify(learntFrom) }),
    },
    tensors: new Map([
      ...storeNetwork(network),
      ...storeNetwork(velocity, VELOCITY),
      ...(average ? storeNetwork(average, AVERAGE) : []),
      ...network.architecture.hidden.map(
        (layer, index) => [meanName(layer), store(meanActivity[index] as tf.Tensor1D)] as const,
      ),
    ]),
  });
}

/**
 * The learner of a checkpoint and the settings it learns by. The caller owns it.
 * Throws InputError where the file is damaged, or of another kind or system.
 */
export async function readCheckpoint<S extends CommonSettings>(
  system: System<S>,
  source: ByteSource,
): Promise<{ learner: Learner; settings: S }> {
  const { file, architecture, settings } = await openNetworkFile(system, source);
  const { name: path } = source;
  const where = parseMetadata(place, file.metadata['place'], 'place', path);
  const learner = tidy(() => ({
    network: fetchNetwork(file, architecture, path),
    velocity: fetchVelocity(file, architecture, path, settings.momentum),
    ...(hasAverage(file) && { average: fetchNetwork(file, architecture, path, AVERAGE) }),
    meanActivity: architecture.hidden.map(
      (layer) => fetchTensor(file, meanName(layer), [layer.units], path) as tf.Tensor1D,
    ),
  }));
  return { learner: { ...learner, ...where }, settings };
}

/** What names of velocities begin with; PyTorch keeps the same under this name. */
const VELOCITY = 'momentum_buffer.';
/** The same in files that hold it times (1 − momentum). */
const SMOOTHED = 'velocity.';

function fetchVelocity(
  file: TensorFile,
  architecture: Architecture,
  path: string,
  momentum: number,
): Network {
  const smoothed = file.tensors.has(`${SMOOTHED}readout`); // no parameter of a layer has this name
  if (!smoothed) return fetchNetwork(file, architecture, path, VELOCITY);
  const share = 1 - momentum; // of 0 it never moved
  return mapParameters(fetchNetwork(file, architecture, path, SMOOTHED), ({ tensor }) =>
    tf.mul(tensor, share === 0 ? 0 : 1 / share),
  );
}

function meanName({ name }: Layer): string {
  return `${name}.mean_activity`;
}
