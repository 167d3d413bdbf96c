import { overWindow, ranked, scoresByStep } from '../../observation/scores';
import type { Window } from '../../perception/perception-settings';
import { stepsBefore } from '../scene/page-state';
import { labelAtTop } from '../scene/scene';
import { windowOf } from '../scene/scene-of';
import type { Shown } from './shown';

/** What it is called where no label is at the top. */
export const UNLABELLED = 'no label';

/** What a network is under, in words: `label 3`. */
export function topInWords({ top }: Pick<MomentSeen, 'top'>): string {
  return top === undefined ? UNLABELLED : `label ${top}`;
}

/** What there is to see at a moment, once something was watched. */
export interface MomentSeen {
  readonly step: number;
  /** The hypothesis that is looked at, and what all of them are called at the last step. */
  readonly hypothesis: number;
  readonly names: readonly string[];
  /** The label at the top at this step; undefined where none is. */
  readonly top: string | undefined;
  /** By step and hypothesis. */
  readonly scores: readonly (readonly number[])[];
  readonly window: Window;
  /** The hypothesis of the highest score over the window. */
  readonly answer: number;
  /** Whether all have the same score there. */
  readonly isTied: boolean;
  /** Whether all labels are tried, so that there is an answer; and whether they are at this step. */
  readonly races: boolean;
  readonly isRacing: boolean;
}

/** The moment that the page's state means; undefined where nothing was watched yet. */
export function momentOf(
  { watched, opened }: Shown,
  state: Shown['state'],
): MomentSeen | undefined {
  if (!watched || !opened) return undefined;
  const { of, scene, state: under } = watched;
  const scores = scoresByStep(of.goodness);
  const last = scores.length - 1;
  // What was watched may be older than the state: its steps may be fewer.
  const before = stepsBefore(under);
  const wanted = windowOf({ ...state, prime: under.prime, primeSteps: under.primeSteps });
  const window = {
    first: Math.min(Math.max(wanted.first, before), last),
    last: Math.min(wanted.last, last),
  };
  const races = of.hypotheses > 1;
  const summed = overWindow(scores, window);
  const answer = ranked(summed, 'most')[0] ?? 0;
  const isTied = summed.every((score) => score === summed[0]);
  const step = Math.min(state.step, last);
  const hypothesis = races ? Math.min(state.label ?? answer, of.hypotheses - 1) : 0;
  const topAt = (at: number) => opened.classNames[labelAtTop(scene, at, hypothesis) ?? -1];
  return {
    ...{ step, hypothesis, top: topAt(step), isRacing: scene.tops[step] === 'every' },
    names: races ? opened.classNames : [topAt(last) ?? UNLABELLED],
    ...{ scores, window, answer, isTied, races },
  };
}
