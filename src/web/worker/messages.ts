import type { ActivityBytes } from '../../observation/activity-bytes';
import type { PerceptionSettings, Window } from '../../perception/perception-settings';
import type { Scene } from '../scene/scene';

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
