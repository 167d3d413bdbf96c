import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { Window } from '../../perception/window';
import { paced } from '../watching/paced';
import { slidingScores, type VideoWatching, videoScores } from '../watching/watch-video';

/** How a network that runs on is shown frames, and how many of its last steps count. */
export interface Running {
  /** Steps for which each frame after the first is shown. */
  readonly each: number;
  /** The first frame is shown until its last step; as many steps count at each later frame. */
  readonly window: Window;
}

/**
 * The score of each label at each frame of a video when the network runs on from frame to frame:
 * [frames][B × classes], by the last steps together at the moment when the frame has been seen for as
 * long as it is shown. At the first frame that is what recognition of a still image gives.
 */
export function runningScores(
  network: Network,
  given: readonly Float32Array[],
  { each, window }: Running,
  watching: VideoWatching = {},
): Float32Array[] {
  const { frames, seen } = paced(given, { lead: window.last, each });
  const images = (given[0]?.length ?? 0) / sizesOf(network.architecture).pixels;
  const steps = videoScores(network, { images, frames }, watching);
  const sliding = slidingScores(steps, window.last - window.first + 1);
  return seen.map((step) => sliding[step - 1] as Float32Array);
}
