import { setImmediate } from 'node:timers/promises';
import type { LabelledImages } from '../../data/labelled-images';
import type { Surroundings } from '../../experiment/experiment';
import { stopIfInterrupted } from '../../experiment/interrupted';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { stillVideos } from '../watching/still-videos';
import { type VideoWatching, videoScores } from '../watching/watch-video';

/** How still images are watched. */
export interface StillWatching {
  readonly steps: number;
  /** Images that are watched at once; as many as in recognition unless told. */
  readonly atOnce?: number;
  /** How the batch that starts at this image is watched; the paper's way unless told. */
  readonly watching?: (start: number) => VideoWatching;
}

/**
 * The score of each label at each step of watching still images: `scores[step - 1]` is
 * [images × classes]. Between batches other work gets its turn. Throws Interrupted.
 */
export async function stillScores(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  network: Network,
  images: LabelledImages,
  { steps, atOnce, watching = () => ({}) }: StillWatching,
): Promise<Float32Array[]> {
  const { classes } = sizesOf(network.architecture);
  const scores = Array.from({ length: steps }, () => new Float32Array(images.count * classes));
  const bar = progress(`recognising ${images.name}`, images.count);
  try {
    for (const video of stillVideos(images, steps, atOnce)) {
      stopIfInterrupted(signal);
      for (const [at, seen] of videoScores(network, video, watching(video.start)).entries())
        scores[at]?.set(seen, video.start * classes);
      bar.advance(video.images);
      await setImmediate();
    }
  } finally {
    bar.done();
  }
  return scores;
}
