import { z } from 'zod';
import type { LabelledImages } from '../../images/labelled-images';
import { distinctList } from '../../input/distinct-list';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { imagesAtOnce } from '../../perception/evaluate';
import type { Window } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import type { Surroundings } from '../../runs/scenario';
import { pieceByPiece } from '../watching/recognise-images';
import {
  type StillVideo,
  stillVideos,
  type VideoSettings,
  videoScores,
} from '../watching/watch-video';

/** Steps at the end over which a movement is the mean: asynchronous layers sit some steps out. */
export const LAST_STEPS = 8;

/** What is watched, in which ways, and for how long. */
export const DYNAMICS_OPTIONS = {
  dampings: distinctList(z.number().min(0).max(0.99), 2)
    .default([0, 0.15, 0.3, 0.5, 0.7, 0.9])
    .describe('dampings: fractions of the old state kept at each step'),
  steps: z.int().min(8).max(64).default(16).describe('steps for which each image is watched'),
  probability: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.5)
    .describe('probability that a layer moves at a step, for asynchronous updates'),
  videoSteps: z
    .int()
    .min(2 * LAST_STEPS)
    .max(1000)
    .default(65)
    .describe(
      'steps of the long video in which the network may come to rest (an odd number, so that all frequencies count equally)',
    ),
  videoImages: z
    .int()
    .min(2)
    .default(60)
    .describe(
      'number of images that are watched for that long: at most a tenth of all, at least 2',
    ),
};

/** Images that are watched for long: as many as wanted, but no more than one in ten; at least two. */
export const longCount = (wanted: number, images: number) =>
  Math.max(2, Math.min(wanted, Math.ceil(images / 10)));

/** How still images are watched. */
interface StillVideos {
  readonly steps: number;
  /** Images that are watched at once; about as many as in recognition unless told (`noneAlone`). */
  readonly atOnce?: number;
  /** How the batch that starts at this image is watched. */
  readonly videoSettings: (start: number) => VideoSettings;
}

/**
 * The score of each label at each step of watching still images: `scores[step - 1]` is
 * [images × classes]. Between batches other work gets its turn. Throws Interrupted.
 */
export async function stillScores(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  network: Network,
  images: LabelledImages,
  {
    steps,
    atOnce = noneAlone(images.count, imagesAtOnce(images.classes)),
    videoSettings,
  }: StillVideos,
): Promise<Float32Array[]> {
  const { classes } = sizesOf(network.architecture);
  const scores = Array.from({ length: steps }, () => new Float32Array(images.count * classes));
  const watch = (video: StillVideo) => {
    for (const [at, seen] of videoScores(network, video, videoSettings(video.start)).entries())
      scores[at]?.set(seen, video.start * classes);
  };
  const counting = { total: images.count, of: (video: StillVideo) => video.images };
  const videos = stillVideos(images, steps, atOnce);
  await pieceByPiece(surroundings, `recognising ${images.name}`, videos, watch, counting);
  return scores;
}

/**
 * The largest batch, of at most so many images, that leaves no single image over: a start after another image needs
 * another one in its batch.
 */
export function noneAlone(images: number, most: number): number {
  return images % most === 1 && most > 1 ? noneAlone(images, most - 1) : most;
}

/**
 * The error by every window within the steps, how often the label of the highest score over these is
 * not the true one, 0 … 1: `scores[step - 1]` is [images × classes].
 */
export function windowErrors(
  scores: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
): (Window & { readonly wrong: number })[] {
  const steps = scores.map((_, before) => before + 1);
  return steps.flatMap((first) =>
    steps.slice(first - 1).map((last) => {
      const answers = winners(accumulate({ scores }, { first, last }), classes);
      const wrong = answers.filter((answer, image) => answer !== labels[image]).length;
      return { first, last, wrong: wrong / answers.length };
    }),
  );
}
