import { inBatches } from '../../data/batches';
import type { LabelledImages } from '../../data/labelled-images';
import { BATCH } from '../../perception/evaluate';
import type { Video } from './watch-video';

/** Some images of a set in a row, as a video. */
export interface StillVideo extends Video {
  /** Place of the first of them in the set. */
  readonly start: number;
  /** True labels: [B]. */
  readonly labels: Int32Array;
}

/** All images of a set, so many at once, each as a video of `steps` steps in which nothing moves. */
export function* stillVideos(
  images: LabelledImages,
  steps: number,
  most = BATCH,
): Generator<StillVideo> {
  for (const { start, pixels, labels } of inBatches(images, most))
    yield { images: labels.length, frames: new Array(steps + 1).fill(pixels), start, labels };
}
