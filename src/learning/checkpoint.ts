import { z } from 'zod';
import packageJson from '../../package.json';
import { looksSchema } from '../data/looks';
import { InputError } from '../engine/errors';
import type * as tf from '../engine/ops';
import { shortened } from '../engine/shortened';
import { tidy } from '../engine/tidy';
import { MOST_COUNTED } from '../engine/whole-numbers';
import type { FeedforwardNetwork } from '../network/network';
import { encodeSafetensors, readSafetensors, type TensorFile } from '../network/safetensors';
import type { Sizes } from '../network/sizes';
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
import { RECURRENT } from './recurrent';
import type { CommonSettings } from './settings';
import type { System } from './system';
import { tallySchema } from './tally';

/** The images that a network has learnt from, so that nobody judges it by them. */
export type LearntFrom = z.infer<typeof learntFromSchema>;

export const learntFromSchema = z.object({
  set: z.string(),
  /** SHA-256 of the content of that data set's files, by name; older files have none. */
  checksums: z.record(z.string(), z.string()).optional(),
  /** `validation`: all but those held out for it; `test`: all training images. */
  split: z.enum(['validation', 'test']),
  /** How the images look, where they are not square, grey, and of classes called by numbers. */
  looks: looksSchema.optional(),
});

const count = z.int().min(0).max(MOST_COUNTED);
const place = z.strictObject({ epoch: count, batch: count, tally: tallySchema });

/**
 * A learner and its settings as a safetensors file: everything needed to go on, bit for bit.
 * Randomness is addressed by seed, epoch and batch, so those are its whole state. Nothing of the
 * clock or the machine is in it: equal learners, of the same images, give equal bytes.
 */
export function encodeCheckpoint<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  learner: Learner<N>,
  settings: S,
  learntFrom?: LearntFrom,
): Uint8Array {
  const { network, velocity, meanActivity, epoch, batch, tally } = learner;
  return encodeSafetensors({
    metadata: {
      format: FORMAT,
      version: packageJson.version,
      system: system.name,
      sizes: JSON.stringify(network.sizes),
      settings: JSON.stringify(settings),
      place: JSON.stringify({ epoch, batch, tally }),
      random: 'xoroshiro128+ from the SHA-256 of [seed, name, epoch, batch]',
      ...(learntFrom && { learnt_from: JSON.stringify(learntFrom) }),
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
 * Throws InputError where the file is damaged, or of another kind or system.
 */
export async function loadCheckpoint<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  path: string,
): Promise<{ learner: Learner<N>; settings: S }> {
  const { file, sizes, settings } = await open(system, path);
  const where = parseMetadata(place, file.metadata['place'], 'place', path);
  const learner = tidy(() => ({
    network: fetchNetwork<N>(file, sizes, path),
    velocity: fetchNetwork<N>(file, sizes, path, 'velocity.'),
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
export function encodeTrained<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  { network, settings }: { readonly network: N; readonly settings: S },
  learntFrom: LearntFrom,
): Uint8Array {
  const metadata = {
    format: FORMAT,
    version: packageJson.version,
    system: system.name,
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
export async function loadTrained<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  path: string,
): Promise<{ network: N; settings: S; learntFrom?: LearntFrom }> {
  const { file, sizes, settings } = await open(system, path);
  const from = file.metadata['learnt_from'];
  const about = from && { learntFrom: parseMetadata(learntFromSchema, from, 'learnt_from', path) };
  const network = tidy(() => fetchNetwork<N>(file, sizes, path));
  return { network, settings, ...(about || {}) };
}

/** The file of a network of this system. Throws InputError where it is of another. */
async function open<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  path: string,
): Promise<{ file: TensorFile; sizes: Sizes; settings: S }> {
  const file = await readSafetensors(path);
  const sizes = storedSizes(file, path);
  const found = systemOf(file);
  if (found !== system.name)
    throw new InputError(
      `the network in ${path} is of the system ${shortened(found)}, not ${system.name}`,
    );
  const settings = parseMetadata(system.settings, file.metadata['settings'], 'settings', path);
  if (!system.takes(sizes, settings))
    throw new InputError(
      `${path} is not a sound checkpoint: its sizes are none of the system ${found}`,
    );
  return { file, sizes, settings };
}

/** The system that the network of this checkpoint is of. Throws InputError as `loadCheckpoint`. */
export async function systemOfFile(path: string): Promise<string> {
  const file = await readSafetensors(path);
  storedSizes(file, path);
  return systemOf(file);
}

/** The system that a file's network is of. Files older than the other systems name none. */
function systemOf({ metadata: { system = RECURRENT.name } }: TensorFile): string {
  return system;
}

function meanName(index: number): string {
  return `layer_${index + 1}.mean_activity`;
}
