import path from 'node:path';
import type { z } from 'zod';
import { InputError } from '../input/errors';
import { fileSha256 } from '../machine/sha256';
import { optionsMarked } from '../runs/named-files';
import type { OwnRun } from '../runs/run-folder';
import type { RunRecord } from '../runs/run-record';
import type { Experiment } from '../runs/scenario';
import { findCheckpoint } from './checkpoint-folder';

/** A trained network that a run uses: as it was named, its file, and the SHA-256 of that. */
export type UsedNetwork = NonNullable<RunRecord['networks']>[number];

/** The network that a person names, as it is now. Throws InputError where there is none. */
export function networkNow(given: string): UsedNetwork {
  const file = findCheckpoint(given);
  return { given, file, sha256: fileSha256(file) };
}

/**
 * The network that a run is told to use; which it is goes into the run's record. Throws InputError
 * where there is none, or it is not the one that the run began with.
 */
export function useNetwork({ run }: Pick<Experiment<unknown>, 'run'>, given: string): UsedNetwork {
  const network = networkNow(given);
  noteNetwork(run, network);
  return network;
}

/** Puts a network that is used into a run's record. Throws InputError where it was another before. */
export function noteNetwork(run: OwnRun, network: UsedNetwork): void {
  const { given, file, sha256 } = network;
  const used = run.record().networks ?? [];
  const before = used.find((one) => one.given === given);
  if (before && before.sha256 !== sha256)
    throw new InputError(
      `the network ${given} (${file}) is not the one that ${run.path} began with: start a new run, or put the old file back`,
    );
  if (!before) run.update({ networks: [...used, { ...network, file: path.resolve(file) }] });
}

/** For the `.meta()` of an option that names trained networks, one or a list. */
export const NAMES_NETWORKS = { networks: true } as const;

/** The options of this shape that name trained networks. */
export function networkOptions(shape: z.ZodRawShape): string[] {
  return optionsMarked('networks', shape);
}
