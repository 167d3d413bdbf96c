import path from 'node:path';
import { z } from 'zod';
import { labellingSaid } from '../data/labelling';
import { InputError } from '../engine/errors';
import { parseJson } from '../engine/read-json';
import { readIfThere } from '../engine/read-whole';
import { type LearntFrom, learntFromSchema } from '../learning/checkpoint';
import { openRun } from './run-folder';
import { LARGEST_RECORD, type RunRecord } from './run-record';
import { shippedCard } from './shipped-model';
import type { UsedNetwork } from './used-network';

/** What `topdown export` writes beside a network, as far as it matters here. */
const sidecar = z.object({
  checksum: z.string(),
  record: z.object({ data: learntFromSchema }),
});

/** What a network learns from in a run on these data, for its file to tell. */
export function trainedOn(data: NonNullable<RunRecord['data']>): LearntFrom {
  const { set, split, checksums, looks } = data;
  return { set, split, checksums, ...labellingSaid(data), ...(looks && { looks }) };
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
  return inCard(file, sha256) ?? recordOf(path.dirname(path.dirname(file)))?.data ?? inFile;
}

/** As the card beside a network, or the program's own of this name, has it, where that is of this very file. */
function inCard(file: string, sha256: string): LearntFrom | undefined {
  const beside = file.replace(/\.safetensors$/, '.json');
  if (beside === file) return undefined;
  for (const card of [beside, shippedCard(path.basename(file))]) {
    const content = card && readIfThere(card, LARGEST_RECORD);
    if (!content) continue;
    try {
      const { checksum, record } = parseJson(content, card, { what: 'a card', schema: sidecar });
      if (checksum === sha256) return record.data;
    } catch {
      // another JSON file
    }
  }
  return undefined;
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
