import { tidy } from '../engine/tidy';
import type { ByteSource } from '../network/byte-source';
import type { Network } from '../network/network';
import { encodeSafetensors } from '../network/safetensors';
import { fetchNetwork, parseMetadata, storeNetwork } from '../network/store';
import { type LearntFrom, learntFromSchema } from './learnt-from';
import { metadataOf, openNetworkFile } from './network-file';
import type { CommonSettings } from './settings';
import type { System } from './system';

/**
 * A trained network alone, rounded to float16, with the settings it was learnt by: a quarter of a
 * checkpoint's size and less. `readTrained` reads it; it cannot be trained on.
 */
export function encodeTrained<S extends CommonSettings>(
  system: System<S>,
  { network, settings }: { readonly network: Network; readonly settings: S },
  learntFrom: LearntFrom,
): Uint8Array {
  const metadata = {
    ...metadataOf(system, network.architecture, settings),
    learnt_from: JSON.stringify(learntFrom),
  };
  return encodeSafetensors({ metadata, tensors: new Map(storeNetwork(network)) }, 'F16');
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
  const network = tidy(() => fetchNetwork(file, architecture, path));
  return { network, settings, ...(about || {}) };
}
