import packageJson from '../../package.json';
import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import type { Architecture } from '../network/architecture';
import type { ByteSource } from '../network/byte-source';
import { checkArchitectureIn } from '../network/check-architecture';
import { layersOf } from '../network/neighbours';
import { readSafetensors } from '../network/read-safetensors';
import type { TensorFile } from '../network/safetensors';
import { FORMAT, formatOf, parseMetadata, storedArchitecture } from '../network/store';
import { RECURRENT } from './recurrent';
import type { CommonSettings } from './settings';
import type { System } from './system';

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
      `${path} is not a sound checkpoint: its architecture is none of the system ${found}`,
    );
  return { file, architecture, settings };
}

/** The system that the network of this checkpoint is of. Throws InputError where it is none. */
export async function readSystem(source: ByteSource): Promise<string> {
  const file = await readSafetensors(source);
  formatOf(file.metadata, source.name);
  return systemOf(file);
}

/** The system that a file's network is of. Files older than the other systems name none. */
function systemOf({ metadata: { system = RECURRENT.name } }: TensorFile): string {
  return system;
}
