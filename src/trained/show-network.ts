import { setImmediate } from 'node:timers/promises';
import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import { withTensors } from '../engine/tidy';
import { answersShown, chosenImages } from '../figures/answers-shown';
import { drawFieldsBetweenLayers, drawReceptiveFields } from '../figures/fields';
import { hybrids } from '../figures/hybrids';
import { watchedFigures } from '../figures/watched-figures';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages, nameOf, pixelsOf } from '../images/labelled-images';
import { first } from '../images/split';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { Network } from '../network/network';
import { portrait } from '../observation/portrait';
import { writeWatched } from '../observation/watched-file';
import { type WatchedImage, watchImage } from '../observation/watched-image';
import type { Evaluation } from '../perception/evaluate';
import type { PerceptionSettings } from '../perception/perception-settings';
import { recogniseWith } from '../perception/recognise-with';
import { type Experiment, stopIfInterrupted } from '../runs/scenario';
import { keepFigures } from './keep-figures';
import { recognitionTable } from './tables';

/** A network that has learnt, and its answers to the images that it is judged by. */
export interface NetworkToShow<S extends CommonSettings> {
  readonly system: System<S>;
  readonly network: Network;
  readonly settings: S;
  readonly evaluation: Evaluation;
}

/** Images that tell which units are active. */
const ACTIVE = 1000;

/**
 * Draws what there is to see of a network into the run's folder: of one that watches over time,
 * everything it did with some images, too (`watched.json`). Throws Interrupted, EnvironmentError.
 */
export async function showNetwork<S extends CommonSettings>(
  experiment: Experiment<unknown>,
  { system, network, settings, evaluation }: NetworkToShow<S>,
  images: LabelledImages,
): Promise<void> {
  const { signal } = experiment;
  stopIfInterrupted(signal);
  const perception = system.perception?.(settings);
  if (perception) {
    const chosen = chosenImages(evaluation, images.classes);
    await showWatched(experiment, { network, perception }, images, chosen);
  }
  const answers = answersShown(system, images, evaluation, system.window(settings));
  await keepFigures(experiment, answers);
  stopIfInterrupted(signal);
  const some = first(images, Math.min(ACTIVE, images.count));
  const between = await drawFieldsBetweenLayers(network);
  const fields = [await drawReceptiveFields(network, some), ...(between ? [between] : [])];
  await keepFigures(experiment, fields);
  if (system.hybrids) {
    const { about, draw } = system.hybrids;
    const drawn = (pixels: tf.Tensor2D, pair: number) =>
      draw(pixels, settings, randomStream(settings.seed, 'exhibit', pair));
    await keepFigures(experiment, [await hybrids(images, about(settings), drawn)]);
  }
}

/** Numbers of activity, at most, that a page steps through: a byte each. */
const MOST = 4e6;

/**
 * Writes down everything that a recurrent network does with these images (`watched.json`), as many
 * of them as a page can hold, and draws how it watches the first one. Throws Interrupted,
 * EnvironmentError.
 */
export async function showWatched(
  experiment: Experiment<unknown>,
  { network, perception }: { readonly network: Network; readonly perception: PerceptionSettings },
  images: LabelledImages,
  chosen: readonly number[],
): Promise<void> {
  const { run, signal } = experiment;
  const watched: WatchedImage[] = [];
  let numbers = 0;
  for (const index of chosen) {
    const seen = watchImage(network, images, index, perception);
    numbers += seen.activity.reduce((sum, { length }) => sum + length, 0);
    if (numbers > MOST && watched.length > 0) break;
    watched.push(seen);
    await setImmediate(); // a wish to stop is heard
    stopIfInterrupted(signal);
  }
  const [closely] = watched;
  if (!closely) return;
  writeWatched(run.file('watched.json'), watched, perception);
  const stop = () => stopIfInterrupted(signal);
  await keepFigures(experiment, watchedFigures(network, images, closely, perception, stop));
}

/** One image and what a network makes of it, as text: each label's score, step by step. */
export function showRecognition(
  network: Network,
  images: LabelledImages,
  index: number,
  perception: PerceptionSettings,
): string {
  const { classNames } = images;
  const seen = tf.tensor2d(gather(images, [index]).pixels, [1, imageSize(images)]);
  const recognition = withTensors(seen, () => recogniseWith(network, seen, perception));
  const picture = portrait(pixelsOf(images, index), images);
  const table = recognitionTable(recognition, 0, perception.window, classNames);
  return `${picture}\n${table}\ntrue label: ${nameOf(images, index)}`;
}
