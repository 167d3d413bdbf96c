import type { LabelledImages } from '../data/labelled-images';
import { first } from '../data/split';
import { answersShown } from '../exhibits/answers-shown';
import { chosenImages } from '../exhibits/chosen-images';
import { hybrids } from '../exhibits/hybrids';
import { drawReceptiveFields } from '../exhibits/receptive-fields';
import { writeWatched } from '../exhibits/watched-file';
import { type WatchedImage, watchImage } from '../exhibits/watched-image';
import { watchingShown } from '../exhibits/watching-shown';
import { HYBRID_IMAGES } from '../feedforward/hybrid-images';
import { hybridSettings } from '../feedforward/hybrid-settings';
import type { CommonSettings } from '../learning/settings';
import { learningSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { FeedforwardNetwork, Network } from '../network/network';
import type { Evaluation } from '../perception/evaluate';
import type { Experiment } from './experiment';
import { stopIfInterrupted } from './interrupted';
import { keepExhibits } from './keep-exhibits';

/** A network that has learnt, and its answers to the images that it is judged by. */
export interface Shown<N extends FeedforwardNetwork, S extends CommonSettings> {
  readonly system: System<N, S>;
  readonly network: N;
  readonly settings: S;
  readonly evaluation: Evaluation;
}

/** Images that tell which units are active. */
const ACTIVE = 1000;
/** Bytes of activity, at most, that a page steps through. */
const WATCHED = 4e6;

/**
 * Draws what there is to see of a network into the run's folder: for a recurrent one, everything it
 * did with some images, too (`watched.json`). Throws Interrupted, EnvironmentError.
 */
export async function showNetwork<N extends FeedforwardNetwork, S extends CommonSettings>(
  experiment: Experiment<unknown>,
  { system, network, settings, evaluation }: Shown<N, S>,
  images: LabelledImages,
): Promise<void> {
  const { signal, run } = experiment;
  stopIfInterrupted(signal);
  if (isRecurrent(network)) {
    const watching = learningSettings.parse(settings);
    const watched: WatchedImage[] = [];
    for (const index of chosenImages(evaluation, images.classes)) {
      watched.push(watchImage(network, images, index, watching));
      stopIfInterrupted(signal);
      if (bytesOf(watched) > WATCHED) break;
    }
    writeWatched(run.file('watched.json'), watched, watching);
    const [closely] = watched as [WatchedImage];
    await keepExhibits(experiment, watchingShown(network, images, closely, watching));
  }
  const answers = answersShown(system, images, evaluation, system.window(settings));
  await keepExhibits(experiment, answers);
  stopIfInterrupted(signal);
  const some = first(images, Math.min(ACTIVE, images.count));
  await keepExhibits(experiment, [await drawReceptiveFields(network, some)]);
  if (system.name === HYBRID_IMAGES.name) {
    const { blurs, seed } = hybridSettings.parse(settings);
    await keepExhibits(experiment, [await hybrids(images, { blurs }, seed)]);
  }
}

/** Whether layers see what is above them. */
function isRecurrent(network: FeedforwardNetwork): network is Network {
  return network.layers.every((layer) => 'topDown' in layer);
}

function bytesOf(watched: readonly WatchedImage[]): number {
  const [{ activity } = { activity: [] }] = watched;
  return watched.length * activity.reduce((sum, { length }) => sum + length, 0);
}
