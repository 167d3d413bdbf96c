import type { Network } from '../../network/network';
import { flipsAlong, type MorphFrames, morphLabels } from '../watching/morph-frames';
import { paced } from '../watching/paced';
import { sideBySide } from '../watching/side-by-side';
import { slidingScores, type VideoWatching } from '../watching/watch-video';
import { preferences } from './preferences';

/** Where each item flips, as a share of the way, in both directions: [items]. */
export interface WalkedFlips {
  readonly forwards: readonly number[];
  /** From the last share to the first. */
  readonly backwards: readonly number[];
}

/**
 * Where each item flips when all shares are walked through as one video, in both directions, and the
 * network is never started again. The first share is watched for `lead` steps, each later one for
 * `each`. What is preferred at a share is by the goodness of the last three steps together, when the
 * share has been shown for as long as it is.
 */
export function walkedFlips(
  network: Network,
  morphs: MorphFrames,
  pace: { readonly lead: number; readonly each: number },
  watching: VideoWatching = {},
): WalkedFlips {
  const count = morphs.items.length;
  const last = morphs.frames.length - 1;
  // Both walks at once: one in the first half of the images, the other in the second.
  const ways = morphs.frames.map((frame, share) =>
    sideBySide([frame, morphs.frames[last - share] as Float32Array]),
  );
  const { frames, seen } = paced(ways, pace);
  const video = { images: 2 * count, frames };
  const steps = slidingScores(preferences(network, video, morphLabels(morphs, 2), watching));
  const preferred = seen.map((step) => steps[step - 1] as Float32Array);
  return {
    forwards: flipsAlong(preferred.map((share) => share.subarray(0, count))),
    // How much of the way prefers the first label is the same from either end.
    backwards: flipsAlong(preferred.map((share) => share.subarray(count))),
  };
}
