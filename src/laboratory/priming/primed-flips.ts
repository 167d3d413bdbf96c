import type { Network } from '../../network/network';
import { flipsAlong, type MorphFrames, morphLabels } from '../watching/morph-frames';
import { sideBySide } from '../watching/side-by-side';
import { type Held, slidingScores, type VideoWatching } from '../watching/watch-video';
import { preferences } from './preferences';

/** What is held at the top before labels are tried: one of each item's two labels, or none. */
export type Prime = 'first' | 'other' | 'none';

/**
 * Where each item flips, as a share of the way, at each step after a prime was let go: [steps][items],
 * by the goodness of the last three of these steps together, as far as there are so many. Each share
 * is watched for itself, from the bottom-up pass on, `lead` steps under the prime and `steps` more.
 */
export function primedFlips(
  network: Network,
  morphs: MorphFrames,
  { prime, lead, steps }: { readonly prime: Prime; readonly lead: number; readonly steps: number },
  watching: VideoWatching = {},
): number[][] {
  const { items, frames } = morphs;
  const labels = morphLabels(morphs, frames.length);
  const pixels = sideBySide(frames);
  const video = {
    images: frames.length * items.length,
    frames: new Array<Float32Array>(lead + steps + 1).fill(pixels),
    held: (frame: number): Held =>
      frame >= lead ? 'every' : prime === 'none' ? 'none' : labels[prime],
  };
  // Under the prime both labels have the same goodness: steps of that time prefer neither.
  const preferred = slidingScores(preferences(network, video, labels, watching)).slice(lead);
  return preferred.map((step) =>
    flipsAlong(
      frames.map((_, share) => step.subarray(share * items.length, (share + 1) * items.length)),
    ),
  );
}
