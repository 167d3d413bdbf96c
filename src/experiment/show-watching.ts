import { setImmediate } from 'node:timers/promises';
import type { LabelledImages } from '../data/labelled-images';
import { watchingShown } from '../exhibits/watching-shown';
import type { Network } from '../network/network';
import { writeWatched } from '../observation/watched-file';
import { type WatchedImage, watchImage } from '../observation/watched-image';
import type { Watching } from '../perception/watching';
import type { Experiment } from './experiment';
import { stopIfInterrupted } from './interrupted';
import { keepExhibits } from './keep-exhibits';

/** Numbers of activity, at most, that a page steps through: a byte each. */
const MOST = 4e6;

/**
 * Writes down everything that a recurrent network does with these images (`watched.json`), as many
 * of them as a page can hold, and draws how it watches the first one. Throws Interrupted,
 * EnvironmentError.
 */
export async function showWatching(
  experiment: Experiment<unknown>,
  { network, watching }: { readonly network: Network; readonly watching: Watching },
  images: LabelledImages,
  chosen: readonly number[],
): Promise<void> {
  const { run, signal } = experiment;
  const watched: WatchedImage[] = [];
  let numbers = 0;
  for (const index of chosen) {
    const seen = watchImage(network, images, index, watching);
    numbers += seen.activity.reduce((sum, { length }) => sum + length, 0);
    if (numbers > MOST && watched.length > 0) break;
    watched.push(seen);
    await setImmediate(); // a wish to stop is heard
    stopIfInterrupted(signal);
  }
  const [closely] = watched;
  if (!closely) return;
  writeWatched(run.file('watched.json'), watched, watching);
  const stop = () => stopIfInterrupted(signal);
  await keepExhibits(experiment, watchingShown(network, images, closely, watching, stop));
}
