import path from 'node:path';
import { loadDataSet } from '../data/load';
import type { LabelledImages } from '../images/labelled-images';
import { trainValidation } from '../images/split';
import { InputError } from '../input/errors';
import { encodeTrained } from '../learning/network-file';
import { evaluateSystem } from '../learning/system';
import { systemNamed } from '../learning/systems/systems';
import { draftOf } from '../machine/files';
import { fileSha256 } from '../machine/sha256';
import { disposeNetwork } from '../network/network';
import type { Evaluation } from '../perception/evaluate';
import { dataContent, dataDifferences, givenFolder, loadedContent } from '../runs/data-content';
import { openRun } from '../runs/run-folder';
import { publishedRecord, type RunRecord, systemOf } from '../runs/run-record';
import type { Surroundings } from '../runs/scenario';
import { findCheckpoint } from './checkpoint-folder';
import { collect, errorReport } from './error-report';
import { trainedOn } from './learnt-from';
import { modelCard, type StatedError } from './model-card';
import { loadTrained } from './network-files';

/** Images on which a model can be checked quickly: the first so many of those it was judged by. */
const QUICK = 1000;

/** Throws InputError for a file whose name is not that of a model. */
export function checkModelName(file: string): void {
  if (path.extname(file) !== '.safetensors')
    throw new InputError(`${file}: the name of a model ends in .safetensors`);
}

/**
 * Writes the network of a finished run to `file` (safetensors, float16), and beside it a card:
 * what it learnt from, how, and how it errs after rounding, on the images that its run held out;
 * these lie where they did, or in the folder `data`. Returns the card's path. All of it is written, or
 * nothing. Throws InputError for a run that has not finished, or where its data set is not there any
 * more or is another now; EnvironmentError.
 */
export async function shipModel(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  folder: string,
  file: string,
  data?: string,
): Promise<string> {
  checkModelName(file);
  const record = openRun(folder).record();
  if (record.status === 'finished' && !record.data)
    throw new InputError(`the run in ${folder} used no data set: it trained no network`);
  if (record.status !== 'finished' || !record.data)
    throw new InputError(`the run in ${folder} has not finished: continue it with --resume`);
  const learntFrom = trainedOn(record.data);
  const held = await heldOutBy(folder, record.data, data);
  const system = systemNamed(systemOf(record));
  const learnt = await loadTrained(system, findCheckpoint(folder));
  const encoded = encodeTrained(system, learnt, learntFrom);
  disposeNetwork(learnt.network);

  const network = draftOf(file, encoded);
  const drafts = [network];
  try {
    const rounded = await loadTrained(system, network.path);
    const { architecture } = rounded.network;
    const parts = evaluateSystem(system, rounded.network, held, rounded.settings);
    const evaluation = await collect(surroundings, held, parts).finally(() =>
      disposeNetwork(rounded.network),
    );
    const stated = statedError(`${learntFrom.set} ${learntFrom.split}`, evaluation);
    const checksum = fileSha256(network.path);
    const card = file.replace(/\.safetensors$/, '.md');
    const shown = publishedRecord(record);
    const about = { checksum, architecture, ...stated, record: shown };
    drafts.unshift(
      draftOf(card, modelCard(system, path.basename(file), checksum, shown, stated)),
      draftOf(file.replace(/\.safetensors$/, '.json'), `${JSON.stringify(about, null, 2)}\n`),
    );
    for (const draft of drafts) draft.put(); // the network last, which is not to be without its card
    return card;
  } finally {
    for (const draft of drafts) draft.drop();
  }
}

/** The images that a run held out. Throws InputError where its data set is another now. */
async function heldOutBy(
  run: string,
  before: NonNullable<RunRecord['data']>,
  given: string | undefined,
): Promise<LabelledImages> {
  const place = given ?? givenFolder(before);
  const { classes, firstLabel } = before;
  const now = await loadDataSet(before.set, { data: place, classes, firstLabel });
  const differing = dataDifferences(dataContent(before), loadedContent(now));
  if (differing.length > 0)
    throw new InputError(
      `${differing.join(', ')} in ${place ?? now.name} ${differing.length === 1 ? 'is' : 'are'} not what the run in ${run} learnt from: put the old files back, or give their folder by --data`,
    );
  return before.split === 'test' ? now.test : trainValidation(now.training).validation;
}

function statedError(set: string, evaluation: Evaluation): StatedError {
  const quick = (evaluation.goodness ?? evaluation.readout).subarray(0, QUICK);
  const wrong = quick.filter((answer, at) => answer !== evaluation.labels[at]).length;
  return { ...errorReport(evaluation), set, quick: { images: quick.length, wrong } };
}
