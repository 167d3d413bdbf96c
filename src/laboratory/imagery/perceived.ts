import type { LabelledImages } from '../../data/labelled-images';
import { first } from '../../data/split';
import type { Network } from '../../network/network';
import { classMeans } from '../measures/class-means';
import { normed } from '../measures/correlation';
import { stillVideos } from '../watching/still-videos';
import { videoStates } from '../watching/video-states';

/** What seeing a class is like, on average: a normed row a class. */
export interface Perceived {
  /** The mean image of each class: [classes][n_0]. */
  readonly pictures: readonly Float64Array[];
  /** The mean normalised state of each layer, lowest first: [layers][classes][n]. */
  readonly layers: readonly (readonly Float64Array[])[];
}

/** Images whose states the mean of a class is of, at most. */
const STATES = 2000;

/**
 * The mean image of each class, and the mean state that its images (the first 2000 of all) leave in
 * each layer in one bottom-up pass, before any label is held.
 */
export function perceived(network: Network, images: LabelledImages): Perceived {
  const { classes } = images;
  const some = first(images, Math.min(STATES, images.count));
  const patterns = (values: ArrayLike<number>, labels: ArrayLike<number>) =>
    classMeans(values, labels, classes).map(normed);
  const [video] = stillVideos(some, 0, some.count);
  const states = videoStates(network, {
    ...(video as NonNullable<typeof video>),
    held: () => 'none',
  });
  return {
    pictures: patterns(images.pixels, images.labels),
    layers: states.map(([state]) => patterns(state as Float32Array, some.labels)),
  };
}
