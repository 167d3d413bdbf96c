import { z } from 'zod';
import { InputError } from '../input/errors';
import { learntFromSchema } from '../learning/network-file';
import { bytesIn } from '../machine/bytes-in';
import { readJson } from '../machine/read-json';
import { kindOf } from '../machine/read-whole';
import { fileSha256 } from '../machine/sha256';
import { architectureSchema } from '../network/check-architecture';
import { dataInWords } from '../runs/data-content';
import { LARGEST_RECORD } from '../runs/run-record';
import { errorReportSchema } from './error-report';
import { type MainError, mainError } from './main-error';
import { knownNames, shippedCard, shippedFile } from './shipped-model';

/** A network that comes with the program, or lies in the folder of networks that a person names. */
export interface ModelAbout {
  readonly name: string;
  /** The system that it is of, by its name. */
  readonly system: string;
  /** Units of each hidden layer, lowest first; none where an older card does not say. */
  readonly hidden: readonly number[];
  /** What it learnt from, in words, and how many images of it. */
  readonly learntFrom: string;
  readonly training: number;
  /** Its error on the images that were held out, and which these were: `mnist test`. */
  readonly error: MainError;
  readonly set: string;
  /** Where its file is, and how large; undefined where this package has its card alone. */
  readonly file?: string;
  readonly bytes?: number;
}

const cardShape = errorReportSchema.extend({
  checksum: z.string(),
  set: z.string(),
  architecture: architectureSchema.optional(),
  record: z.object({
    learning: z.object({ system: z.string() }),
    data: learntFromSchema.required({ checksums: true }).extend({ training: z.int() }),
  }),
});

/**
 * All networks whose cards are known, by name. `unread` is told why another cannot be listed: its file, or its card,
 * is damaged or another's. Throws InputError where TOPDOWN_MODELS names no folder.
 */
export function aboutModels(unread: (why: InputError) => void): ModelAbout[] {
  return knownNames().flatMap((name) => {
    try {
      return aboutModel(name) ?? [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread(error);
      return [];
    }
  });
}

/** What is known of a network; undefined where it has no card. */
function aboutModel(name: string): ModelAbout | undefined {
  const file = shippedFile(name);
  const shipped = shippedCard(name); // which `shippedFile` has compared
  const card = shipped ?? file?.replace(/\.safetensors$/, '.json');
  if (card === undefined || kindOf(card) !== 'file') return undefined;
  const { checksum, ...about } = aboutCard(card);
  if (file && !shipped && checksum !== fileSha256(file))
    throw new InputError(
      `${card} is the card of another network than ${file}, by its checksum: export that again, or remove the card`,
    );
  return { name, ...about, ...(file && { file, bytes: bytesIn(file) }) };
}

function aboutCard(
  card: string,
): Omit<ModelAbout, 'name' | 'file' | 'bytes'> & { readonly checksum: string } {
  const kind = { what: 'the card of a network', schema: cardShape, most: LARGEST_RECORD };
  const { checksum, set, architecture, record, ...errors } = readJson(card, kind);
  const { learning, data } = record;
  return {
    checksum,
    system: learning.system,
    hidden: architecture?.hidden.map(({ units }) => units) ?? [],
    learntFrom: dataInWords(data),
    training: data.training,
    error: mainError(errors),
    set,
  };
}
