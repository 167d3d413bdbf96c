import path from 'node:path';
import { InputError } from '../input/errors';
import { encodeTrained } from '../learning/network-file';
import { evaluateSystem } from '../learning/system';
import { systemNamed } from '../learning/systems/systems';
import { checkFilePlace } from '../machine/check-place';
import { draftOf } from '../machine/files';
import { readIfThere } from '../machine/read-whole';
import { fileSha256 } from '../machine/sha256';
import { disposeNetwork } from '../network/network';
import type { Evaluation } from '../perception/evaluate';
import { openRun } from '../runs/run-folder';
import { publishedRecord, systemOf } from '../runs/run-record';
import type { Surroundings } from '../runs/scenario';
import { findCheckpoint } from './checkpoint-folder';
import { collect, errorReport } from './error-report';
import { heldOutBy } from './held-out-by';
import { trainedOn } from './learnt-from';
import { cardHeading, modelCard, type Rounding, type StatedError } from './model-card';
import { loadTrained } from './network-files';

/** Images on which a model can be checked quickly: the first so many of those it was judged by. */
const QUICK = 1000;

/** Throws InputError for a file whose name is not that of a model, or where it or its card cannot lie. */
export function checkModelName(file: string): void {
  if (path.extname(file) !== '.safetensors')
    throw new InputError(`${file}: the name of a model ends in .safetensors`);
  for (const place of [file, ...cardsOf(file)]) checkFilePlace(place);
  const other = cardsOf(file).find((card, at) => {
    const begins = at === 0 ? cardHeading(path.basename(file)) : ABOUT_BEGINS;
    return !(readIfThere(card, LARGEST_CARD)?.toString().startsWith(begins) ?? true);
  });
  if (other)
    throw new InputError(
      `cannot write ${other}: another file is there; choose a name that has no card`,
    );
}

/** How the card for programs begins, in `JSON.stringify`'s form. */
const ABOUT_BEGINS = '{\n  "checksum": ';

/** Bytes of the largest file that may be taken for a card. */
const LARGEST_CARD = 2 ** 24;

/** The card of a model for people, and the one for programs. */
function cardsOf(file: string): [card: string, about: string] {
  const stem = file.slice(0, -'.safetensors'.length);
  return [`${stem}.md`, `${stem}.json`];
}

/** How a model is shipped. */
export interface Shipping {
  /** The folder that the data set's files lie in, where they have moved. */
  readonly data?: string | undefined;
  /** Bits that are kept of each weight (`roundedTo`); all of a float16's unless told. */
  readonly bits?: number | undefined;
}

/**
 * Writes the network of a finished run to `file` (safetensors, float16), and beside it a card:
 * what it learnt from, how, and how it errs after rounding, on the images that its run held out; with
 * `bits`, also on how many of these rounding changes its answer. Returns the card's path. All of it is written before
 * anything gets its name: the card for programs first, and the network last, so that there is none without its cards,
 * and where the card for programs holds the checksum of the network that lies there, all three belong together.
 * Throws InputError for a run that has not finished, or where its data set is not there any more or is another now, or
 * for a file that cannot lie there; EnvironmentError.
 */
export async function shipModel(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  folder: string,
  file: string,
  { data, bits }: Shipping = {},
): Promise<string> {
  checkModelName(file);
  const record = finishedTraining(folder);
  const learntFrom = trainedOn(record.data);
  const held = await heldOutBy(folder, record.data, data, surroundings);
  const system = systemNamed(systemOf(record));
  const judged = ({ network, settings }: Trained) =>
    collect(surroundings, held, evaluateSystem(system, network, held, settings));

  return used(await loadTrained(system, findCheckpoint(folder)), async (learnt) => {
    const network = draftOf(file, encodeTrained(system, learnt, learntFrom, bits));
    const drafts = [network];
    try {
      const before = bits === undefined ? undefined : await judged(learnt);
      const { architecture, evaluation } = await used(
        await loadTrained(system, network.path),
        async (rounded) => ({
          architecture: rounded.network.architecture,
          evaluation: await judged(rounded),
        }),
      );
      const stated = {
        ...statedError(`${learntFrom.set} ${learntFrom.split}`, evaluation),
        ...(bits !== undefined && before && { rounding: roundingOf(bits, before, evaluation) }),
      };
      const checksum = fileSha256(network.path);
      const [card, forPrograms] = cardsOf(file);
      const shown = publishedRecord(record);
      const about = { checksum, architecture, ...stated, record: shown };
      drafts.push(draftOf(card, modelCard(system, path.basename(file), checksum, shown, stated)));
      drafts.push(draftOf(forPrograms, `${JSON.stringify(about, null, 2)}\n`));
      for (const draft of drafts.toReversed()) draft.put();
      return card;
    } finally {
      for (const draft of drafts) draft.drop();
    }
  });
}

type Trained = Awaited<ReturnType<typeof loadTrained>>;

/** What `use` makes of a network, which it owns no longer than that. */
async function used<T>(trained: Trained, use: (trained: Trained) => Promise<T>): Promise<T> {
  try {
    return await use(trained);
  } finally {
    disposeNetwork(trained.network);
  }
}

/** The record of a run that has trained a network. Throws InputError where it has not, or has not finished. */
function finishedTraining(folder: string) {
  const record = openRun(folder).record();
  const { data, status } = record;
  if (status !== 'finished')
    throw new InputError(`the run in ${folder} has not finished: continue it with --resume`);
  if (!data) throw new InputError(`the run in ${folder} used no data set: it trained no network`);
  return { ...record, data };
}

function statedError(set: string, evaluation: Evaluation): StatedError {
  const quick = answersOf(evaluation).subarray(0, QUICK);
  const wrong = quick.filter((answer, at) => answer !== evaluation.labels[at]).length;
  return { ...errorReport(evaluation), set, quick: { images: quick.length, wrong } };
}

function roundingOf(bits: number, before: Evaluation, after: Evaluation): Rounding {
  const answers = answersOf(after);
  const changed = answersOf(before).filter((answer, at) => answer !== answers[at]).length;
  return { bits, changed };
}

/** The answers by which a network is known: by goodness, or else by its readout. */
const answersOf = ({ goodness, readout }: Evaluation) => goodness ?? readout;
