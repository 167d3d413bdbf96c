import type { Lesion } from '../../network/lesion';
import type { ActivityBytes } from '../../observation/activity-bytes';
import type { PerceptionSettings, Window } from '../../perception/perception-settings';

/** What is clamped at the top at a step: every label in turn, nothing, or the label of this number. */
export type Top = 'every' | 'none' | number;

/** What a network is to watch, and how: all that decides what comes of it. */
export interface Scene {
  /** Pictures [rows × columns × channels], 0–255. */
  readonly pictures: readonly Uint8Array[];
  /** Which picture is seen from each step on, from step 0 to the last; undefined where nothing is: black. */
  readonly shown: readonly (number | undefined)[];
  /** What is clamped at the top, from step 0 to the last. */
  readonly tops: readonly Top[];
  /** Fraction of the old state that stays, 0 … 1. */
  readonly damping: number;
  /** Whether no unit is active at step 0, in place of the bottom-up pass. */
  readonly silent: boolean;
  /** What is taken from the network, and the seed by which it is drawn. */
  readonly lesions: readonly Lesion[];
  readonly seed: number;
}

/** A network that was opened. */
export interface OpenedNetwork {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly classNames: readonly string[];
  /** Units of each hidden layer. */
  readonly units: readonly number[];
  /** How it learnt to watch. */
  readonly perception: PerceptionSettings;
  /** Whether anything leads down between hidden layers. */
  readonly topDown: boolean;
}

/** What a network did with a scene. Hypotheses are all labels, or one where the top never tries them all. */
export interface Watched {
  readonly hypotheses: number;
  /** Goodness per unit: `goodness[step][hypothesis][layer]`. */
  readonly goodness: readonly (readonly (readonly number[])[])[];
  /** Of each layer: activity, [step][hypothesis][unit]. */
  readonly activity: readonly ActivityBytes[];
  /** What layer 1 expects of the pixels (`expectedPixels`): [step][hypothesis][n_0]. */
  readonly expected: Float32Array;
  /** Probability of each label in one pass over the first picture: [classes]; all 0 where none is seen. */
  readonly onePass: readonly number[];
  /** How long it took. */
  readonly milliseconds: number;
}

/** What the page asks of its worker. */
export type Question =
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'watch'; readonly scene: Scene }
  | {
      readonly kind: 'trace';
      readonly scene: Scene;
      readonly window: Window;
      /** The true label, where it is known. */
      readonly label: number | undefined;
    };

/** What it answers to each kind of question. */
export interface WorkerAnswers {
  readonly open: OpenedNetwork;
  readonly read: OpenedNetwork;
  readonly watch: Watched;
  /** A zip. */
  readonly trace: Uint8Array;
}

/** A question and its answer go by the same number. */
export interface WorkerAsked {
  readonly id: number;
  readonly question: Question;
}

export type WorkerReply =
  | { readonly id: number; readonly answer: WorkerAnswers[Question['kind']] }
  | { readonly id: number; readonly refused: string };
