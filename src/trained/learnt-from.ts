import path from 'node:path';
import { z } from 'zod';
import { labellingSaid } from '../data/labelling';
import { InputError } from '../input/errors';
import { type LearntFrom, learntFromSchema } from '../learning/network-file';
import { parseJson } from '../machine/read-json';
import { readIfThere } from '../machine/read-whole';
import { type Architecture, isSameNetwork } from '../network/architecture';
import { architectureSchema } from '../network/check-architecture';
import type { Network } from '../network/network';
import { openRun } from '../runs/run-folder';
import { LARGEST_RECORD, type RunRecord } from '../runs/run-record';
import { shippedCard } from './shipped-model';
import type { UsedNetwork } from './used-network';

/** What a network learns from in a run on these data, for its file to tell. */
export function trainedOn(data: NonNullable<RunRecord['data']>): LearntFrom {
  const { set, split, checksums, looks } = data;
  return { set, split, checksums, ...labellingSaid(data), ...(looks && { looks }) };
}

/** A network that was read from a file, and what the file tells of it. */
interface Read {
  readonly network: Network;
  readonly learntFrom?: LearntFrom | undefined;
}

/**
 * The images that the network of a file has learnt from: as the file says; where it is too old to tell
 * them by their checksums, as its card or the record of its run has them. Throws InputError where its card
 * declares another network.
 */
export function learntFrom(
  { file, sha256 }: Pick<UsedNetwork, 'file' | 'sha256'>,
  { network, learntFrom: inFile }: Read,
): LearntFrom | undefined {
  const inCard = cardOf(file, sha256, network)?.record.data;
  if (inFile?.checksums) return inFile;
  return inCard ?? recordOf(path.dirname(path.dirname(file)))?.data ?? inFile;
}

/** The card beside a network, or the program's own of this name, where that is of this very file. */
function cardOf(file: string, sha256: string, { architecture }: Network): Card | undefined {
  const beside = file.replace(/\.safetensors$/, '.json');
  if (beside === file) return undefined;
  const places = [beside, shippedCard(path.basename(file, '.safetensors'))].filter(
    (one) => one !== undefined,
  );
  for (const place of places) {
    const card = readCard(place);
    if (card?.checksum !== sha256) continue;
    checkCard(place, card, architecture);
    return card;
  }
  return undefined;
}

/** The card in a file; undefined where there is none, or another JSON file. */
function readCard(file: string): Card | undefined {
  const content = readIfThere(file, LARGEST_RECORD);
  if (!content) return undefined;
  try {
    return parseJson(content, file, { what: 'a card', schema: cardSchema });
  } catch {
    return undefined;
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

/** A network's card, which `topdown export` writes beside it as JSON, as far as the program reads it. */
const cardSchema = z.object({
  /** SHA-256 of the network's file. */
  checksum: z.string(),
  /** What the network is, as an architecture file declares it; cards of older programs have none. */
  architecture: architectureSchema.optional(),
  record: z.object({ data: learntFromSchema }),
});

/** What of a card is read. */
type Card = z.output<typeof cardSchema>;

/**
 * Throws InputError where a card declares another network than the one in the file that its checksum
 * tells: whoever reads either is to know the same of it.
 */
function checkCard(file: string, { architecture }: Card, found: Architecture): void {
  if (!architecture || isSameNetwork(architecture, found)) return;
  throw new InputError(
    `${file} declares another architecture than the network has whose checksum it states: export it again, or remove the card`,
  );
}
