import { from } from 'rxjs';
import { normalise } from '../../engine/normalise';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { inBatches } from '../../images/batches';
import type { LabelledImages } from '../../images/labelled-images';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { imagesAtOnce } from '../../perception/evaluate';
import { everyLabel, type Frame, noLabel, seenPixels } from '../../perception/frame';
import { scoreAt } from '../../perception/goodness';
import { drain, type InitialState, settle } from '../../perception/settle';
import type { PerceptionState } from '../../perception/state';
import { type Dynamics, PAPER_DYNAMICS } from '../../perception/step';

/**
 * What is held at the top while a frame is shown: `every` label, each for itself (recognition), `silent`
 * (none), `uniform` (all at equal strength), or one label an image ([B], a prime).
 */
export type Held = 'every' | 'silent' | 'uniform' | ArrayLike<number>;

/** Moving images: what is shown at time 0 and after each step, and what is held at the top. */
export interface Video {
  /** Images that are watched at once, B. */
  readonly images: number;
  /** Pixels of each frame, in 0 … 1: [B × n_0]. The same array again is the same picture. */
  readonly frames: readonly Float32Array[];
  /** What is held at each frame (from 0); `every` label unless told. */
  readonly held?: (frame: number) => Held;
}

/** How a video is watched; the paper's way unless told. */
export interface VideoSettings {
  readonly dynamics?: Dynamics;
  readonly initial?: InitialState;
}

/**
 * The network watches a video, and `see` is handed its state at time 0 and after each step, lent.
 * States of frames under one held label have one hypothesis, and from the first frame under `every`
 * label on there are as many as classes: what is remembered is the same for all of them.
 */
export function watchVideo(
  network: Network,
  { images, frames, held = () => 'every' }: Video,
  see: (state: PerceptionState) => void,
  { dynamics = PAPER_DYNAMICS, initial }: VideoSettings = {},
): void {
  const { pixels: size, classes } = sizesOf(network.architecture);
  tidy(() => {
    const pictures = latestKept((frame: Float32Array) =>
      seenPixels(network.architecture, tf.tensor3d(frame, [1, images, size])),
    );
    const labels = latestKept((label: Held) => normalise(labelOf(label, images, classes)));
    const video = frames.map(
      (frame, at): Frame => ({ pixels: pictures(frame), label: labels(held(at)) }),
    );
    drain(settle(network, from(video), dynamics, initial), see);
  });
}

/** The score of each hypothesis at each step from 1 on: `scores[step - 1]` is [B × classes]. */
export function videoScores(
  network: Network,
  video: Video,
  videoSettings: VideoSettings = {},
): Float32Array[] {
  const scores: Float32Array[] = [];
  const see = (state: PerceptionState) => {
    if (state.step > 0) scores.push(scoresOf(state, sizesOf(network.architecture).classes));
  };
  watchVideo(network, video, see, videoSettings);
  return scores;
}

/** Scores of a state, by the goodness of all layers or of those (0-based) counted: [B × classes]. */
export function scoresOf(
  state: PerceptionState,
  classes: number,
  counted?: readonly number[],
): Float32Array {
  return tf.tidy(() => {
    const scores = scoreAt(state, counted); // [K or 1, B]
    const all = tf.broadcastTo(scores, [classes, scores.shape[1]]);
    return tf.transpose(all).dataSync<'float32'>();
  });
}

/** Scores of the last `width` steps together, at each step: fewer at the start. */
export function slidingScores(scores: readonly Float32Array[], width = 3): Float32Array[] {
  return scores.map((_, at) => {
    const seen = scores.slice(Math.max(0, at + 1 - width), at + 1);
    return (seen[0] as Float32Array).map((_, index) =>
      seen.reduce((sum, step) => sum + (step[index] as number), 0),
    );
  });
}

/** One-hot or not: [K, B or 1, classes]. */
function labelOf(held: Held, images: number, classes: number): tf.Tensor3D {
  if (held === 'every') return everyLabel(classes);
  if (held === 'silent' || held === 'uniform') return noLabel(classes, held);
  const ones = new Float32Array(images * classes);
  for (let image = 0; image < images; image++) ones[image * classes + (held[image] as number)] = 1;
  return tf.tensor3d(ones, [1, images, classes]);
}

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
  most = imagesAtOnce(images.classes),
): Generator<StillVideo> {
  for (const { start, pixels, labels } of inBatches(images, most))
    yield { images: labels.length, frames: new Array(steps + 1).fill(pixels), start, labels };
}

/** All images of a set at once, of one or more, each as a video of `steps` steps in which nothing moves. */
export function stillVideo(images: LabelledImages, steps: number): StillVideo {
  return stillVideos(images, steps, images.count).next().value as StillVideo;
}

/**
 * The normalised activity of each hidden layer while a video is watched under one held label an
 * image: `states[layer][step]` is [images × units], from the state at time 0 on. It is all kept: for
 * some hundred images and some ten steps. Throws RangeError where several labels are tried at once.
 */
export function videoStates(
  network: Network,
  video: Video,
  videoSettings: VideoSettings = {},
): Float32Array[][] {
  const states: Float32Array[][] = network.architecture.hidden.map(() => []);
  const see: Parameters<typeof watchVideo>[2] = ({ layers }) => {
    for (const [layer, { normalised }] of layers.entries()) {
      if (normalised.shape[0] !== 1)
        throw new RangeError('states are kept under one label an image, not under every label');
      states[layer]?.push(normalised.dataSync<'float32'>());
    }
  };
  watchVideo(network, video, see, videoSettings);
  return states;
}

/** `make`, called once for each key that is the same (not merely equal). */
export function latestKept<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
