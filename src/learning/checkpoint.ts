import type * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import packageJson from '../../package.json';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { encodeSafetensors, readSafetensors } from '../network/safetensors';
import {
  FORMAT,
  fetchNetwork,
  fetchTensor,
  parseMetadata,
  store,
  storedSizes,
  storeNetwork,
} from '../network/store';
import type { Learner } from './learner';
import { type LearningSettings, learningSettings } from './settings';
import { tallySchema } from './tally';

/** The images that a network has learnt from, so that nobody judges it by them. */
export type LearntFrom = z.infer<typeof learntFrom>;

const learntFrom = z.object({
  set: z.string(),
  /** `validation`: all but those held out for it; `test`: all training images. */
  split: z.enum(['validation', 'test']),
});

const place = z.strictObject({ epoch: z.int().min(0), batch: z.int().min(0), tally: tallySchema });

/**
 * A learner and its settings as a safetensors file: everything needed to go on, bit for bit.
 * Randomness is addressed by seed, epoch and batch, so those are its whole state. Nothing of the
 * clock or the machine is in it: equal learners give equal bytes.
 */
export function encodeCheckpoint(learner: Learner, settings: LearningSettings): Uint8Array {
  const { network, velocity, meanActivity, epoch, batch, tally } = learner;
  return encodeSafetensors({
    metadata: {
      format: FORMAT,
      version: packageJson.version,
      sizes: JSON.stringify(network.sizes),
      settings: JSON.stringify(settings),
      place: JSON.stringify({ epoch, batch, tally }),
      random: 'xoroshiro128+ from the SHA-256 of [seed, name, epoch, batch]',
    },
    tensors: new Map([
      ...storeNetwork(network),
      ...storeNetwork(velocity, 'velocity.'),
      ...meanActivity.map((mean, index) => [meanName(index), store(mean)] as const),
    ]),
  });
}

/**
 * The learner of a checkpoint and the settings it learns by. The caller owns it.
 * Throws InputError where the file is damaged or of another kind.
 */
export async function loadCheckpoint(
  path: string,
): Promise<{ learner: Learner; settings: LearningSettings }> {
  const file = await readSafetensors(path);
  const sizes = storedSizes(file, path);
  const settings = parseMetadata(learningSettings, file.metadata['settings'], 'settings', path);
  const where = parseMetadata(place, file.metadata['place'], 'place', path);
  const learner = tidy(() => ({
    network: fetchNetwork(file, sizes, path),
    velocity: fetchNetwork(file, sizes, path, 'velocity.'),
    meanActivity: sizes.hidden.map(
      (units, index) => fetchTensor(file, meanName(index), [units], path) as tf.Tensor1D,
    ),
  }));
  return { learner: { ...learner, ...where }, settings };
}

/**
 * A trained network alone, rounded to float16, with the settings it was learnt by: a quarter of a
 * checkpoint's size and less. `loadTrained` reads it; it cannot be trained on.
 */
export function encodeTrained(
  network: Network,
  settings: LearningSettings,
  learntFrom: LearntFrom,
): Uint8Array {
  const metadata = {
    format: FORMAT,
    version: packageJson.version,
    sizes: JSON.stringify(network.sizes),
    settings: JSON.stringify(settings),
    learnt_from: JSON.stringify(learntFrom),
  };
  return encodeSafetensors({ metadata, tensors: new Map(storeNetwork(network)) }, 'F16');
}

/**
 * The trained network of a checkpoint and the settings it was learnt by, for those who will not
 * go on training it. The caller owns it. Throws InputError as `loadCheckpoint` does.
 */
export async function loadTrained(
  path: string,
): Promise<{ network: Network; settings: LearningSettings; learntFrom?: LearntFrom }> {
  const file = await readSafetensors(path);
  const { settings: text, learnt_from: from } = file.metadata;
  const settings = parseMetadata(learningSettings, text, 'settings', path);
  const about = from && { learntFrom: parseMetadata(learntFrom, from, 'learnt_from', path) };
  const network = tidy(() => fetchNetwork(file, storedSizes(file, path), path));
  return { network, settings, ...(about || {}) };
}

function meanName(index: number): string {
  return `layer_${index + 1}.mean_activity`;
}
