import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { remembered } from '../watching/remembered';
import { sideBySide } from '../watching/side-by-side';
import { type Held, type Video, type VideoWatching, videoScores } from '../watching/watch-video';

/** A label an image: [B]. */
export type Labels = ArrayLike<number>;

/**
 * By how much the goodness of each image's `other` label exceeds that of its `first`, at each step
 * from 1 on: [steps][B]. Where the video holds every label, these two are tried alone, which gives the
 * numbers that trying every label gives, for less work; where it holds something else, so it is under
 * both.
 */
export function preferences(
  network: Network,
  { images, frames, held = () => 'every' }: Video,
  { first, other }: { readonly first: Labels; readonly other: Labels },
  watching: VideoWatching = {},
): Float32Array[] {
  // The images twice, side by side: one half is under the one label, one under the other.
  const twice = remembered((frame: Float32Array) => sideBySide([frame, frame]));
  const both = sideBySide([first, other]);
  const heldTwice = remembered((asked: Held): Held => {
    if (asked === 'every') return both;
    return typeof asked === 'string' ? asked : sideBySide([asked, asked]);
  });
  const video = {
    images: 2 * images,
    frames: frames.map(twice),
    held: (frame: number) => heldTwice(held(frame)),
  };
  const { classes } = sizesOf(network.architecture);
  return videoScores(network, video, watching).map((scores) =>
    Float32Array.from({ length: images }, (_, image) => {
      // There is one hypothesis: the same number stands for every class.
      const [ofFirst, ofOther] = [scores[image * classes], scores[(images + image) * classes]];
      return (ofOther as number) - (ofFirst as number);
    }),
  );
}
