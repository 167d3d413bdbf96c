import type { LabelledImages } from '../data/labelled-images';
import { first } from '../data/split';
import { answersShown } from '../exhibits/answers-shown';
import { chosenImages } from '../exhibits/chosen-images';
import { hybrids } from '../exhibits/hybrids';
import { drawReceptiveFields } from '../exhibits/receptive-fields';
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
import { showWatching } from './show-watching';

/** A network that has learnt, and its answers to the images that it is judged by. */
export interface Shown<N extends FeedforwardNetwork, S extends CommonSettings> {
  readonly system: System<N, S>;
  readonly network: N;
  readonly settings: S;
  readonly evaluation: Evaluation;
}

/** Images that tell which units are active. */
const ACTIVE = 1000;

/**
 * Draws what there is to see of a network into the run's folder: for a recurrent one, everything it
 * did with some images, too (`watched.json`). Throws Interrupted, EnvironmentError.
 */
export async function showNetwork<N extends FeedforwardNetwork, S extends CommonSettings>(
  experiment: Experiment<unknown>,
  { system, network, settings, evaluation }: Shown<N, S>,
  images: LabelledImages,
): Promise<void> {
  const { signal } = experiment;
  stopIfInterrupted(signal);
  if (isRecurrent(network)) {
    const chosen = chosenImages(evaluation, images.classes);
    const recurrent = { network, settings: learningSettings.parse(settings) };
    await showWatching(experiment, recurrent, images, chosen);
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
