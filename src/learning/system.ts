import type { Observable } from 'rxjs';
import type { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import type * as tf from '../engine/ops';
import type { RandomStream } from '../engine/random';
import type { FeedforwardNetwork } from '../network/network';
import type { Sizes } from '../network/sizes';
import { type Evaluation, evaluateBy } from '../perception/evaluate';
import type { Recognition } from '../perception/recognise';
import type { Window } from '../perception/window';
import type { CommonSettings } from './settings';
import type { Tally } from './tally';

/**
 * A kind of network that learns from labelled images: all that tells the recurrent network and its
 * relatives apart. What they share (batches, updates, checkpoints, stopping and resuming) is `train`.
 */
export interface System<
  N extends FeedforwardNetwork = FeedforwardNetwork,
  S extends CommonSettings = CommonSettings,
> {
  /** In kebab-case, as checkpoints name it. */
  readonly name: string;
  /** What it is, in words. */
  readonly about: string;
  /** What its ways of answering are called: by goodness, where labels are tried, and in one pass. */
  readonly answers: { readonly goodness?: string; readonly readout: string };
  /** What it is called when what is to be lowered scores as high as what is to be raised. */
  readonly mistake?: string;
  /** All that decides how it learns: the schema through which checkpoints are read. */
  readonly settings: z.ZodType<S>;
  /** Whether a network of these sizes can be one of its own; files are checked by it. */
  readonly takes: (sizes: Sizes, settings: S) => boolean;
  /** A new network; `sizes` may leave open what the system itself decides. The caller owns it. */
  readonly initialise: (sizes: Sizes, seed: number) => N;
  readonly watch: Watch<N, S>;
  /** What it makes of pixels [B, n_0]. */
  readonly recognise: (network: N, pixels: tf.Tensor2D, settings: S) => Recognition;
  /** The steps whose goodness decides. */
  readonly window: (settings: S) => Window;
  /**
   * For those who look on: what each hidden layer does, lowest first, when it is shown images under
   * their true labels. [1, B, n] or [B, n]; new tensors, the caller owns them.
   */
  readonly activity?: (network: N, batch: LabelledBatch, settings: S) => readonly tf.Tensor[];
}

/** Images to learn from, and their true labels. */
export interface LabelledBatch {
  /** [B, n_0] */
  readonly pixels: tf.Tensor2D;
  /** [B], int32 */
  readonly labels: tf.Tensor1D;
}

/** The random stream of this name, for this batch alone. */
export type BatchRandom = (name: string) => RandomStream;

/** Looks at a batch and says where the weights should go. New tensors; the caller owns them. */
export type Watch<N extends FeedforwardNetwork, S extends CommonSettings> = (
  learner: { readonly network: N; readonly meanActivity: readonly tf.Tensor1D[] },
  batch: LabelledBatch,
  settings: S,
  random: BatchRandom,
) => Watched<N>;

/** What watching a batch leaves behind; its states, most of a batch's memory, are gone by then. */
export interface Watched<N extends FeedforwardNetwork> {
  /** Uphill, averaged over the images. */
  readonly gradient: N;
  /**
   * Activity of each hidden layer on what it is to be active for, [B, n], or its mean over the
   * images, [1, n]; for the peer term.
   */
  readonly lastActivity?: readonly tf.Tensor2D[];
  readonly tally: Tally;
}

/** A system's answers to a set of images, part by part (`evaluate`). */
export function evaluateSystem<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  network: N,
  images: LabelledImages,
  settings: S,
): Observable<Evaluation> {
  const recogniser = (pixels: tf.Tensor2D) => system.recognise(network, pixels, settings);
  return evaluateBy(recogniser, images, { window: system.window(settings) });
}
