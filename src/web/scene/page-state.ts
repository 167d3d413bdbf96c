import type { CONFUSABLE } from '../../images/stimuli/ambiguous';

/** What lies at the bottom. */
export type PictureChoice =
  /** Nothing: all pixels are black. */
  | { readonly kind: 'empty' }
  /** Drawn by hand, or dropped on the page, as it was prepared: [rows × columns × channels], 0–255. */
  | { readonly kind: 'drawn'; readonly pixels: Uint8Array }
  /** An image of the test set, by its place among those on the page. */
  | { readonly kind: 'example'; readonly index: number }
  /** A digit that the program draws; `item` draws the hand and the pen. */
  | { readonly kind: 'digit'; readonly digit: number; readonly item: number }
  /** Between two digits that it draws: level 0 is the first, 1 the other. */
  | {
      readonly kind: 'morph';
      readonly digits: (typeof CONFUSABLE)[number];
      readonly item: number;
      readonly level: number;
    }
  /** A digit that moves while it is watched. */
  | {
      readonly kind: 'moving';
      readonly digit: number;
      readonly item: number;
      readonly motion: MotionName;
    };

export const MOTION_NAMES = ['drifting', 'turning', 'passing-bar'] as const;

/** A way that a digit moves. */
export type MotionName = (typeof MOTION_NAMES)[number];

/** All that decides what is on the page: it lies in the address. */
export interface PageState {
  /** The name of a network on the page. */
  readonly network: string;
  readonly picture: PictureChoice;
  /** Standard deviation of noise as a share of full scale; share covered by grey patches; other digits. */
  readonly noise: number;
  readonly occlusion: number;
  readonly clutter: number;
  /** Time steps, and those whose goodness decides. */
  readonly steps: number;
  readonly first: number;
  readonly last: number;
  readonly damping: number;
  /** The label held at the top; undefined: every label is tried. */
  readonly held: number | undefined;
  /** The step after which a held label is let go; undefined: never. */
  readonly release: number | undefined;
  /** A label held over an empty image for some steps before the picture comes; undefined: none. */
  readonly prime: number | undefined;
  readonly primeSteps: number;
  /** Share of the top-down connections between hidden layers, and of all units, that is removed. */
  readonly topDownLost: number;
  readonly unitsLost: number;
  /** Of all that is drawn at random. */
  readonly seed: number;
  /** The step and the label that are looked at; label undefined: the one that wins. */
  readonly step: number;
  readonly label: number | undefined;
  /** The stop of the tour, from 1; undefined: no tour. */
  readonly tour: number | undefined;
}

/** As many steps at most. */
export const MOST_STEPS = 30;

/** What the page begins with: how the networks learnt to watch, and a digit. */
export const BEGINNING: PageState = {
  network: 'digits',
  picture: { kind: 'digit', digit: 4, item: 3 },
  ...{ noise: 0, occlusion: 0, clutter: 0 },
  ...{ steps: 8, first: 3, last: 5, damping: 0.3 },
  ...{ held: undefined, release: undefined, prime: undefined, primeSteps: 4 },
  ...{ topDownLost: 0, unitsLost: 0, seed: 1 },
  ...{ step: 8, label: undefined, tour: undefined },
};

type Primed = Pick<PageState, 'prime' | 'primeSteps'>;

/** Steps that a label is held for over an empty image, before the picture comes. */
export function stepsBefore({ prime, primeSteps }: Primed): number {
  return prime === undefined ? 0 : primeSteps;
}

/** So many steps with the picture, of which the last is looked at. */
export function toLastOf(steps: number, primed: Primed): Pick<PageState, 'steps' | 'step'> {
  return { steps, step: stepsBefore(primed) + steps };
}

/** How a network has learnt to watch. */
export type Learnt = Pick<PageState, 'steps' | 'first' | 'last' | 'damping'>;

/** What a page is turned to that watches as a network has learnt to, at its last step. */
export function watchingAs(learnt: Learnt, primed: Primed): Learnt & Pick<PageState, 'step'> {
  return { ...learnt, ...toLastOf(learnt.steps, primed) };
}
