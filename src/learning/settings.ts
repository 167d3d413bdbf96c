import type { ScheduleName } from '../perception/schedule';
import { PAPER_WINDOW, type Window } from '../perception/window';

/** Everything that decides how a network learns, apart from its sizes, the images and the engine. */
export interface LearningSettings {
  readonly seed: number;
  /** Passes over the training images. */
  readonly epochs: number;
  /** Images in a batch. */
  readonly batch: number;
  /** Time steps each image is watched for. */
  readonly steps: number;
  /** Fraction of the old state that stays, 0 … 1. */
  readonly damping: number;
  readonly schedule: ScheduleName;
  /** The steps whose goodness decides in validation. */
  readonly window: Window;
  /** Learning rate ε of the hidden layers. */
  readonly rate: number;
  /** Learning rate of the readout. */
  readonly readoutRate: number;
  /** Share of the old velocity that stays in each update. */
  readonly momentum: number;
  /** Weight decay of the hidden layers (none on biases). */
  readonly decay: number;
  readonly readoutDecay: number;
  /** Strength λ of the peer term. */
  readonly peer: number;
  /** Temperature T of p = σ((G − n) / T), in units of goodness. */
  readonly temperature: number;
  /** Largest shift of a training image, in pixels along each axis; 0 is none. */
  readonly shift: number;
  /** Whether each image of a batch is shifted for itself or the batch as one. */
  readonly shiftPer: 'image' | 'batch';
}

/**
 * The defaults for a network of these hidden widths. Constants are those of section 3.4 of the
 * paper and of `ffnew.m`; the rates fall as one over the width beyond 1000 units, because the
 * largest stable rate does.
 */
export function defaultSettings(hidden: readonly number[]): LearningSettings {
  const widest = Math.max(...hidden);
  return {
    seed: 17,
    epochs: 15,
    batch: 100,
    steps: 8,
    damping: 0.3,
    schedule: 'synchronous',
    window: PAPER_WINDOW,
    rate: Math.min(0.01, 10 / widest),
    readoutRate: Math.min(0.1, 100 / widest),
    momentum: 0.9,
    decay: 0.001,
    readoutDecay: 0.003,
    peer: 0.03,
    temperature: 1,
    shift: 0,
    shiftPer: 'image',
  };
}
