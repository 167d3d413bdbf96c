import type { LabelledImages } from '../data/labelled-images';
import { first } from '../data/split';
import type * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import { answersShown } from '../exhibits/answers-shown';
import { chosenImages } from '../exhibits/chosen-images';
import { hybrids } from '../exhibits/hybrids';
import { drawReceptiveFields } from '../exhibits/receptive-fields';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { Network } from '../network/network';
import type { Evaluation } from '../perception/evaluate';
import type { Experiment } from './experiment';
import { stopIfInterrupted } from './interrupted';
import { keepExhibits } from './keep-exhibits';
import { showWatching } from './show-watching';

/** A network that has learnt, and its answers to the images that it is judged by. */
export interface Shown<S extends CommonSettings> {
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
  { system, network, settings, evaluation }: Shown<S>,
  images: LabelledImages,
): Promise<void> {
  const { signal } = experiment;
  stopIfInterrupted(signal);
  const watching = system.watching?.(settings);
  if (watching) {
    const chosen = chosenImages(evaluation, images.classes);
    await showWatching(experiment, { network, watching }, images, chosen);
  }
  const answers = answersShown(system, images, evaluation, system.window(settings));
  await keepExhibits(experiment, answers);
  stopIfInterrupted(signal);
  const some = first(images, Math.min(ACTIVE, images.count));
  await keepExhibits(experiment, [await drawReceptiveFields(network, some)]);
  if (system.hybrids) {
    const { about, draw } = system.hybrids;
    const drawn = (pixels: tf.Tensor2D, pair: number) =>
      draw(pixels, settings, randomStream(settings.seed, 'exhibit', pair));
    await keepExhibits(experiment, [await hybrids(images, about(settings), drawn)]);
  }
}
