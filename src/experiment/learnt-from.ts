import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../engine/errors';
import { parseJson } from '../engine/read-json';
import { readIfThere } from '../engine/read-whole';
import { type LearntFrom, learntFromSchema } from '../learning/checkpoint';
import { openRun } from './run-folder';
import { LARGEST_RECORD, type RunRecord } from './run-record';
import type { UsedNetwork } from './used-network';

/** What `topdown export` writes beside a network, as far as it matters here. */
const sidecar = z.object({
  checksum: z.string(),
  record: z.object({ data: learntFromSchema }),
});

/** What a network learns from in a run on these data, for its file to tell. */
export function trainedOn({
  set,
  split,
  checksums,
  looks,
}: NonNullable<RunRecord['data']>): LearntFrom {
  return { set, split, checksums, ...(looks && { looks }) };
}

/**
 * The images that the network of a file has learnt from: as the file says; where it is too old to tell
 * them by their checksums, as the record beside it or that of its run has them.
 */
export function learntFrom(
  { file, sha256 }: Pick<UsedNetwork, 'file' | 'sha256'>,
  inFile: LearntFrom | undefined,
): LearntFrom | undefined {
  if (inFile?.checksums) return inFile;
  return besideIt(file, sha256) ?? recordOf(path.dirname(path.dirname(file)))?.data ?? inFile;
}

/** As the record beside a network has it, where that is of this very file. */
function besideIt(file: string, sha256: string): LearntFrom | undefined {
  const beside = file.replace(/\.safetensors$/, '.json');
  const content = beside === file ? undefined : readIfThere(beside, LARGEST_RECORD);
  if (!content) return undefined;
  try {
    const { checksum, record } = parseJson(content, beside, { what: 'a card', schema: sidecar });
    return checksum === sha256 ? record.data : undefined;
  } catch {
    return undefined; // another JSON file
  }
}

/** The record of the run in this folder; undefined where it is none, or cannot be read. */
export function recordOf(folder: string): RunRecord | undefined {
  try {
    return openRun(folder).record();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
