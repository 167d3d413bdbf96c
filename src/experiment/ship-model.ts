import { createHash } from 'node:crypto';
import path from 'node:path';
import { loadDataSet } from '../data/load';
import { trainValidation } from '../data/split';
import { InputError } from '../engine/errors';
import { writeWhole } from '../engine/files';
import { readWhole } from '../engine/read-whole';
import { encodeTrained, loadTrained } from '../learning/checkpoint';
import { evaluateSystem } from '../learning/system';
import { disposeNetwork } from '../network/parameters';
import { LARGEST_NETWORK } from '../network/safetensors';
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
 * Returns the card's path. Throws InputError for a run that has not finished.
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
  const learnt = await loadTrained(system, findCheckpoint(folder));
  writeWhole(file, encodeTrained(system, learnt, { set: data.set, split: data.split }));
  disposeNetwork(learnt.network);

  const { network, settings } = await loadTrained(system, file);
  const images = await loadDataSet(data.set, data.path === '' ? {} : { data: data.path });
  const held = data.split === 'test' ? images.test : trainValidation(images.training).validation;
  const evaluation = await collect(
    surroundings,
    held,
    evaluateSystem(system, network, held, settings),
  );
  disposeNetwork(network);
  const quick = (evaluation.goodness ?? evaluation.readout).subarray(0, QUICK);
  const stated: StatedError = {
    ...errorReport(evaluation),
    set: `${data.set} ${data.split}`,
    quick: {
      images: quick.length,
      wrong: quick.filter((answer, at) => answer !== evaluation.labels[at]).length,
    },
  };
  const checksum = createHash('sha256').update(readWhole(file, LARGEST_NETWORK)).digest('hex');
  const card = file.replace(/\.safetensors$/, '.md');
  writeWhole(card, modelCard(system, path.basename(file), checksum, record, stated));
  writeWhole(
    file.replace(/\.safetensors$/, '.json'),
    `${JSON.stringify({ checksum, ...stated, record: publishedRecord(record) }, null, 2)}\n`,
  );
  return card;
}
