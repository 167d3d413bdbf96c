import { createHash } from 'node:crypto';
import path from 'node:path';
import { loadDataSet } from '../data/load';
import { trainValidation } from '../data/split';
import { InputError } from '../engine/errors';
import { draftOf } from '../engine/files';
import { encodeTrained, loadTrained } from '../learning/checkpoint';
import { evaluateSystem } from '../learning/system';
import { disposeNetwork } from '../network/parameters';
import type { Evaluation } from '../perception/evaluate';
import { errorReport } from './error-report';
import type { Surroundings } from './experiment';
import { collect } from './judge';
import { modelCard, type StatedError } from './model-card';
import { findCheckpoint } from './network-source';
import { publishedRecord } from './published-record';
import { openRun } from './run-folder';
import { systemOf } from './run-record';
import { systemNamed } from './systems';

/** Images on which a model can be checked quickly: the first so many of those it was judged by. */
const QUICK = 1000;

/**
 * Writes the network of a finished run to `file` (safetensors, float16), and beside it a card:
 * what it learnt from, how, and how it errs after rounding, on the images that its run held out.
 * Returns the card's path. All of it is written, or nothing: where the data are gone, there is no card.
 * Throws InputError for a run that has not finished, and as `loadDataSet`; EnvironmentError.
 */
export async function shipModel(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  folder: string,
  file: string,
): Promise<string> {
  if (path.extname(file) !== '.safetensors')
    throw new InputError(`${file}: the name of a model ends in .safetensors`);
  const record = openRun(folder).record();
  const { data, status } = record;
  if (status !== 'finished' || !data)
    throw new InputError(`the run in ${folder} has not finished: go on with it by --resume`);
  const system = systemNamed(systemOf(record));
  const images = await loadDataSet(data.set, data.path === '' ? {} : { data: data.path });
  const held = data.split === 'test' ? images.test : trainValidation(images.training).validation;
  const learnt = await loadTrained(system, findCheckpoint(folder));
  const model = encodeTrained(system, learnt, { set: data.set, split: data.split });
  disposeNetwork(learnt.network);

  const network = draftOf(file, model);
  const drafts = [network];
  try {
    const rounded = await loadTrained(system, network.path);
    const parts = evaluateSystem(system, rounded.network, held, rounded.settings);
    const evaluation = await collect(surroundings, held, parts).finally(() =>
      disposeNetwork(rounded.network),
    );
    const stated = statedOf(evaluation, `${data.set} ${data.split}`);
    const checksum = createHash('sha256').update(model).digest('hex');
    const card = file.replace(/\.safetensors$/, '.md');
    const about = { checksum, ...stated, record: publishedRecord(record) };
    drafts.unshift(
      draftOf(card, modelCard(system, path.basename(file), checksum, record, stated)),
      draftOf(file.replace(/\.safetensors$/, '.json'), `${JSON.stringify(about, null, 2)}\n`),
    );
    for (const draft of drafts) draft.put(); // the network last, which is not to be without its card
    return card;
  } finally {
    for (const draft of drafts) draft.drop();
  }
}

/** How a model errs, in whole and on the first images. */
function statedOf(evaluation: Evaluation, set: string): StatedError {
  const quick = (evaluation.goodness ?? evaluation.readout).subarray(0, QUICK);
  const wrong = quick.filter((answer, at) => answer !== evaluation.labels[at]).length;
  return { ...errorReport(evaluation), set, quick: { images: quick.length, wrong } };
}
