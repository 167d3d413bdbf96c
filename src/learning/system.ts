import type { Observable } from 'rxjs';
import type { z } from 'zod';
import type * as tf from '../engine/ops';
import type { RandomStream } from '../engine/random';
import type { LabelledImages } from '../images/labelled-images';
import type { Architecture, Layers } from '../network/architecture';
import type { Network } from '../network/network';
import type { TransformDeclaration } from '../network/transforms/transforms';
import { type Evaluation, evaluateBy } from '../perception/evaluate';
import type { PerceptionSettings, Window } from '../perception/perception-settings';
import type { Recognition } from '../perception/recognise';
import type { Reading } from './reading';
import type { CommonSettings } from './settings';
import type { Tally } from './tally';

/**
 * A kind of network that learns from labelled images: all that tells the recurrent network and its
 * relatives apart. What they share (batches, updates, checkpoints, stopping and resuming) is `train`.
 */
export interface System<S extends CommonSettings = CommonSettings> {
  /** In kebab-case, as checkpoints name it. */
  readonly name: string;
  /** What it is, in words. */
  readonly about: string;
  /**
   * What its ways of answering are called: by the score of each label, which is goodness where labels are
   * tried, and in one pass. `by` says in a word or two what the score is where it is not goodness.
   */
  readonly answers: { readonly goodness?: string; readonly readout: string; readonly by?: string };
  /** What it is called when a negative scores as high as its positive: a wrong label preferred, unless told. */
  readonly mistake?: string;
  /** All that decides how it learns: the schema through which checkpoints are read. */
  readonly settings: z.ZodType<S>;
  /** Whether a network of this architecture can be one of its own; files are checked by it. */
  readonly takes: (architecture: Architecture, settings: S) => boolean;
  /**
   * How its networks' layers are joined; `maps` is what joins two maps, unless the system knows better.
   * Throws InputError for layers that it cannot have.
   */
  readonly architecture: (layers: Layers, maps?: TransformDeclaration) => Architecture;
  readonly gradient: ComputeGradient<S>;
  /**
   * The ways in which its networks may be read: what comparisons compare. Where labels are tried, one more
   * tries as many as `among` says, those that its readout finds best, if that is asked for.
   */
  readonly readings: (network: Network, settings: S, among?: number) => readonly Reading[];
  /** How it perceives over time, where it does: its layers move, step by step. */
  readonly perception?: (settings: S) => PerceptionSettings;
  /** Where its layers are to have less goodness for images that it makes of others. */
  readonly hybrids?: {
    /** How they are made, in words. */
    readonly about: (settings: S) => string;
    /** One for each of `pixels` [B, n_0]: [B, n_0]. The caller owns it. */
    readonly draw: (pixels: tf.Tensor2D, settings: S, random: RandomStream) => tf.Tensor2D;
  };
  /** What it makes of pixels [B, n_0]. */
  readonly recognise: (network: Network, pixels: tf.Tensor2D, settings: S) => Recognition;
  /** The steps whose goodness decides. */
  readonly window: (settings: S) => Window;
  /**
   * For those who look on: what each hidden layer does, lowest first, when it is shown images under
   * their true labels. [1, B, n] or [B, n]; new tensors, the caller owns them.
   */
  readonly activity?: (network: Network, batch: LabelledBatch, settings: S) => readonly tf.Tensor[];
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

/** Who learns: a network and the running mean activity of each hidden layer, [n_l]. */
export interface LearnerState {
  readonly network: Network;
  readonly meanActivity: readonly tf.Tensor1D[];
}

/** Says where a batch would move the weights. New tensors; the caller owns them. */
export type ComputeGradient<S extends CommonSettings> = (
  learner: LearnerState,
  batch: LabelledBatch,
  settings: S,
  random: BatchRandom,
) => BatchGradient;

/** What is computed of a batch; its states, most of a batch's memory, are gone by then. */
export interface BatchGradient {
  /** Uphill, averaged over the images. */
  readonly gradient: Network;
  /**
   * Activity of each hidden layer on what it is to be active for, [B, n], or its mean over the
   * images, [1, n]; for the peer term.
   */
  readonly lastActivity?: readonly tf.Tensor2D[];
  readonly tally: Tally;
}

/** A system's answers to a set of images, part by part (`evaluate`). */
export function evaluateSystem<S extends CommonSettings>(
  system: System<S>,
  network: Network,
  images: LabelledImages,
  settings: S,
): Observable<Evaluation> {
  const recogniser = (pixels: tf.Tensor2D) => system.recognise(network, pixels, settings);
  return evaluateBy(recogniser, images, { window: system.window(settings) });
}
