import { z } from 'zod';
import { normalise } from '../../engine/normalise';
import * as tf from '../../engine/ops';
import { randomStream } from '../../engine/random';
import { tidy } from '../../engine/tidy';
import type { LabelledImages } from '../../images/labelled-images';
import { distinctList } from '../../input/distinct-list';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { imagesAtOnce } from '../../perception/evaluate';
import { noLabel } from '../../perception/frame';
import type { Window } from '../../perception/perception-settings';
import { accumulate, winners } from '../../perception/recognise';
import { asynchronous, SCHEDULES, type ScheduleName } from '../../perception/schedule';
import { drain, type InitialState, settle, silentStart, still } from '../../perception/settle';
import { type PerceptionState, release, retain } from '../../perception/state';
import { bottomUpPass, clamp, type Dynamics } from '../../perception/step';
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

/** How the states at time 0 come about. */
const STARTS = {
  'bottom-up': () => bottomUpPass,
  silent: () => silentStart,
  /** What eight steps of another image have left. */
  'another image': (dynamics) => afterAnotherImage(8, dynamics),
} as const satisfies Record<string, (dynamics: Dynamics) => InitialState>;

/** One way of watching with weights that are what they are. */
export type Way = {
  /** What it is called: what differs from how the network was trained. */
  readonly way: string;
  readonly damping: number;
  readonly order: ScheduleName | 'asynchronous';
  readonly start: keyof typeof STARTS;
};

/** As the network was trained. */
export const AS_TRAINED = 'as trained';
const LAST_SEED = 2 ** 31 - 1;

/** Its own way, and those that differ from it in damping, in the order of updates, or in the start. */
export function waysOfMoving(
  trained: { readonly damping: number; readonly schedule: ScheduleName },
  dampings: readonly number[],
): readonly Way[] {
  const { damping, schedule: order } = trained;
  const own: Way = { way: AS_TRAINED, damping, order, start: 'bottom-up' };
  const ways = [
    ...dampings.map((damping) => ({ ...own, way: dampingWay(damping), damping })),
    ...ORDERS.map((order) => ({ ...own, way: order, order })),
    ...STARTS_NAMED.map((start) => ({ ...own, way: `${START}${start}`, start })),
  ];
  const differs = (way: Way) =>
    way.damping !== own.damping || way.order !== own.order || way.start !== own.start;
  return [own, ...ways.filter(differs)];
}

const ORDERS = [...(Object.keys(SCHEDULES) as ScheduleName[]), 'asynchronous'] as const;
const STARTS_NAMED = Object.keys(STARTS) as Way['start'][];
const START = 'start: ';
export const dampingWay = (damping: number) => `damping ${damping}`;

/** What a way of this name does not do as the network was trained. */
export function differenceOf(way: string): 'damping' | 'order' | 'start' | undefined {
  if (way === AS_TRAINED) return undefined;
  if (way.startsWith(START)) return 'start';
  return (ORDERS as readonly string[]).includes(way) ? 'order' : 'damping';
}

/**
 * A way as it is watched with. Asynchronous layers move with this `probability` at each step; their
 * clocks are drawn anew for each batch, by the number of its first image.
 */
export function moveBy(
  { damping, order, start }: Pick<Way, 'damping' | 'order' | 'start'>,
  { probability, seed }: { readonly probability: number; readonly seed: number },
): (batch: number) => VideoSettings {
  return (batch) => {
    const clocks = randomStream(seed, 'clocks', batch).integer(0, LAST_SEED);
    const schedule =
      order === 'asynchronous' ? asynchronous(probability, clocks) : SCHEDULES[order];
    const dynamics = { damping, schedule };
    return { dynamics, initial: STARTS[start](dynamics) };
  };
}

/**
 * A state at time 0 that is not reset: what is left of watching another image for so many steps of
 * these dynamics, with every label equally at the top. The other image is the one before in the batch; the first
 * follows the last. It throws RangeError for a batch of one.
 */
export function afterAnotherImage(steps: number, dynamics: Dynamics): InitialState {
  return (network, frame) =>
    tidy(() => {
      const [, images] = frame.pixels.shape;
      if (images < 2) throw new RangeError('there is no other image in a batch of one');
      const order = Array.from({ length: images }, (_, at) => (at + images - 1) % images);
      const pixels = tf.gather(frame.pixels, tf.tensor1d(order, 'int32'), 1);
      const label = normalise(noLabel(sizesOf(network.architecture).classes, 'uniform'));
      let left: PerceptionState | undefined;
      drain(settle(network, still({ pixels, label }, steps), dynamics), (state) => {
        if (state.step === steps) left = retain(state);
      });
      const last = left as PerceptionState;
      const clamped = { ...clamp(network, last, frame), step: 0 };
      release(last);
      return clamped;
    });
}
