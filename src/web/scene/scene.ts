import type { Lesion } from '../../network/lesion';
import type { ScheduleName } from '../../perception/schedule';

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
  /** Which layers are updated together within a step. */
  readonly schedule: ScheduleName;
  /** Whether no unit is active at step 0, in place of the bottom-up pass. */
  readonly silent: boolean;
  /** What is taken from the network, and the seed by which it is drawn. */
  readonly lesions: readonly Lesion[];
  readonly seed: number;
}

/** The label at the top at a step under a hypothesis; undefined where none is. */
export function labelAtTop(
  { tops }: Pick<Scene, 'tops'>,
  step: number,
  hypothesis: number,
): number | undefined {
  const top = tops[step];
  if (top === 'every') return hypothesis;
  return typeof top === 'number' ? top : undefined;
}
