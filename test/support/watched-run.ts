import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadDataSet } from '../../src/data/load';
import { trainValidation } from '../../src/data/split';
import { writeWatched } from '../../src/exhibits/watched-file';
import { watchImage } from '../../src/exhibits/watched-image';
import { findCheckpoint } from '../../src/experiment/network-source';
import { loadTrained } from '../../src/learning/checkpoint';
import { RECURRENT } from '../../src/learning/recurrent';
import { disposeNetwork } from '../../src/network/parameters';
import { scenarioFile } from './command';

const SMALL = '--data-set drawn-digits --hidden 40,36 --train 2000 --epochs 2'.split(' ');

/**
 * The folder of a run that trained a small network on drawn digits, with what it did with the first
 * images, if the run itself left that.
 */
export async function watchedRun(runs: string, images = 12): Promise<string> {
  await scenarioFile('recurrent-mnist', SMALL, runs);
  const [name] = readdirSync(path.join(runs, 'recurrent-mnist'));
  const run = path.join(runs, 'recurrent-mnist', name as string);
  const file = path.join(run, 'watched.json');
  if (existsSync(file)) return run;
  const { network, settings } = await loadTrained(RECURRENT, findCheckpoint(run));
  const { validation } = trainValidation((await loadDataSet('drawn-digits')).training);
  const watched = Array.from({ length: images }, (_, at) =>
    watchImage(network, validation, at, settings),
  );
  writeWatched(file, watched, settings);
  disposeNetwork(network);
  return run;
}
