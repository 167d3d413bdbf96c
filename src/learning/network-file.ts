import { z } from 'zod';
import packageJson from '../../package.json';
import { tidy } from '../engine/tidy';
import { looksSchema } from '../images/looks';
import { InputError, inShort } from '../input/errors';
import type { Architecture } from '../network/architecture';
import { checkArchitectureIn } from '../network/check-architecture';
import { layersOf } from '../network/neighbours';
import type { Network } from '../network/network';
import { roundedTo } from '../network/rounded';
import {
  type ByteSource,
  encodeSafetensors,
  readSafetensors,
  type TensorFile,
} from '../network/safetensors';
import {
  FORMAT,
  fetchNetwork,
  formatOf,
  parseMetadata,
  storedArchitecture,
  storeNetwork,
} from '../network/store';
import type { CommonSettings } from './settings';
import type { System } from './system';
import { RECURRENT } from './systems/recurrent';

/** What the file of every network says of it, first of all. */
export function metadataOf<S extends CommonSettings>(
  system: System<S>,
  architecture: Architecture,
  settings: S,
): TensorFile['metadata'] {
  return {
    format: FORMAT,
    version: packageJson.version,
    system: system.name,
    architecture: JSON.stringify(architecture),
    settings: JSON.stringify(settings),
  };
}

/**
 * The file of a network of this system, with what its metadata say. Throws InputError where it is damaged, or
 * of another kind or system.
 */
export async function openNetworkFile<S extends CommonSettings>(
  system: System<S>,
  source: ByteSource,
): Promise<{ file: TensorFile; architecture: Architecture; settings: S }> {
  const { name: path } = source;
  const file = await readSafetensors(source);
  const found = systemOf(file);
  if (found !== system.name)
    throw new InputError(
      `the network in ${path} is of the system ${inShort(found)}, not ${system.name}`,
    );
  const architecture = storedArchitecture(file, path, (sizes) =>
    system.architecture(layersOf(sizes)),
  );
  checkArchitectureIn(path, architecture);
  const settings = parseMetadata(system.settings, file.metadata['settings'], 'settings', path);
  if (!system.takes(architecture, settings))
    throw new InputError(
      `${path} is not a valid checkpoint: its architecture is none of the system ${found}`,
    );
  return { file, architecture, settings };
}

/** The system that the network of this checkpoint is of. Throws InputError where it is none. */
export async function readSystem(source: ByteSource): Promise<string> {
  const file = await readSafetensors(source);
  formatOf(file.metadata, source.name);
  return systemOf(file);
}

/** What names of averaged weights begin with: where a checkpoint has some, they are its trained network. */
export const AVERAGE = 'average.';

/** Whether a checkpoint holds averaged weights: the readout is asked for, because every network has one. */
export function hasAverage({ tensors }: TensorFile): boolean {
  return tensors.has(`${AVERAGE}readout`);
}

/** The system that a file's network is of. Files older than the other systems name none. */
function systemOf({ metadata: { system = RECURRENT.name } }: TensorFile): string {
  return system;
}

/**
 * A trained network alone, rounded to float16, or to as many `bits` as are given, with the settings it was learnt by: a
 * quarter of a checkpoint's size and less. `readTrained` reads it; it cannot be trained on.
 */
export function encodeTrained<S extends CommonSettings>(
  system: System<S>,
  { network, settings }: { readonly network: Network; readonly settings: S },
  learntFrom: LearntFrom,
  bits?: number,
): Uint8Array {
  const metadata = {
    ...metadataOf(system, network.architecture, settings),
    learnt_from: JSON.stringify(learntFrom),
  };
  const tensors = storeNetwork(network).map(
    ([name, stored]) => [name, bits === undefined ? stored : roundedTo(bits, stored)] as const,
  );
  return encodeSafetensors({ metadata, tensors: new Map(tensors) }, 'F16');
}

/**
 * The trained network of a checkpoint and the settings it was learnt by, for those who will not
 * go on training it. The caller owns it. Throws InputError as `readCheckpoint` does.
 */
export async function readTrained<S extends CommonSettings>(
  system: System<S>,
  source: ByteSource,
): Promise<{ network: Network; settings: S; learntFrom?: LearntFrom }> {
  const { file, architecture, settings } = await openNetworkFile(system, source);
  const { name: path } = source;
  const from = file.metadata['learnt_from'];
  const about = from && { learntFrom: parseMetadata(learntFromSchema, from, 'learnt_from', path) };
  const prefix = hasAverage(file) ? AVERAGE : '';
  const network = tidy(() => fetchNetwork(file, architecture, path, prefix));
  return { network, settings, ...(about || {}) };
}

/** The images that a network has learnt from, so that nobody judges it by them. */
export type LearntFrom = z.infer<typeof learntFromSchema>;

export const learntFromSchema = z.object({
  set: z.string(),
  /** SHA-256 of the content of that data set's files, by name; older files have none. */
  checksums: z.record(z.string(), z.string()).optional(),
  /** What its labels stood for, where that is not what the data set says. */
  classes: z.int().optional(),
  firstLabel: z.int().optional(),
  /** `validation`: all but those held out for it; `test`: all training images. */
  split: z.enum(['validation', 'test']),
  /** How the images look, where they are not square, grey, and of classes called by numbers. */
  looks: looksSchema.optional(),
});
