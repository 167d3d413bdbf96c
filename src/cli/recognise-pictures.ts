import * as tf from '@tensorflow/tfjs-core';
import { type Pictures, readPictures } from '../data/picture';
import { startEngine } from '../engine/backend';
import { InputError } from '../engine/errors';
import { findCheckpoint } from '../experiment/find-checkpoint';
import { latestCheckpoint } from '../experiment/network-source';
import { recognitionTable } from '../experiment/tables';
import { loadTrained } from '../learning/checkpoint';
import { RECURRENT } from '../learning/recurrent';
import type { Network } from '../network/network';
import { accumulate, type Recognition, recognise, winners } from '../perception/recognise';
import { dynamicsOf, type Watching } from '../perception/watching';

/** Pictures watched at once. */
const BATCH = 250;

/** How a file of pictures is to be recognised. */
export interface RecogniseRequest {
  /** A run's folder or a checkpoint; the latest of all runs where not given. */
  readonly network?: string | undefined;
  /** The folder that holds all runs. */
  readonly runs: string;
  readonly engine?: string | undefined;
  readonly json: boolean;
}

/** Prints what a network takes the pictures of a file for. */
export async function recognisePictures(
  file: string,
  { network: given, runs, engine, json }: RecogniseRequest,
): Promise<void> {
  await startEngine(engine);
  const checkpoint = given === undefined ? latestCheckpoint(runs) : findCheckpoint(given);
  const { network, settings } = await loadTrained(RECURRENT, checkpoint);
  const side = Math.sqrt(network.sizes.pixels);
  if (!Number.isInteger(side))
    throw new InputError(`the network in ${checkpoint} does not take square pictures`);
  const pictures = await readPictures(file, { rows: side, columns: side });
  process.stderr.write(`network: ${checkpoint}\n`);
  const answers: object[] = [];
  for (let start = 0; start < pictures.count; start += BATCH) {
    const recognition = watch(network, pictures, start, settings);
    const goodness = winners(accumulate(recognition, settings.window), recognition.classes);
    const readout = winners(recognition.logits, recognition.classes);
    for (const [at, label] of goodness.entries()) {
      const scores = scoresOf(recognition, at, settings);
      answers.push({ image: start + at, label, readout: readout[at], scores });
      if (!json) process.stdout.write(`image ${start + at}: ${label} (readout: ${readout[at]})\n`);
    }
    if (!json && pictures.count === 1)
      process.stdout.write(`${recognitionTable(recognition, 0, settings.window)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ network: checkpoint, answers }, null, 2)}\n`);
}

function watch(
  network: Network,
  { count, rows, columns, pixels }: Pictures,
  start: number,
  watching: Watching,
): Recognition {
  const [length, size] = [Math.min(BATCH, count - start), rows * columns];
  const grey = pixels.subarray(start * size, (start + length) * size);
  const seen = tf.tensor2d(
    Float32Array.from(grey, (value) => value / 255),
    [length, size],
  );
  const recognition = recognise(network, seen, watching.steps, dynamicsOf(watching));
  seen.dispose();
  return recognition;
}

/** Score of each label, accumulated over the window. */
function scoresOf(recognition: Recognition, image: number, { window }: Watching): number[] {
  const { classes } = recognition;
  return [...accumulate(recognition, window).subarray(image * classes, (image + 1) * classes)];
}
