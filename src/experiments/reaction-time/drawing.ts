import type { LabelledImages } from '../../images/labelled-images';
import { bandsOver } from '../measures/estimates';
import { type AllMeasured, type Asked, seenInWords } from '../study';
import type { REACTION_OPTIONS } from './measure';
import { type ReactionRow, reactionNetworks, trialsUnder } from './rows';

/** What it is called when conditions are taken together. */
const ALL_CONDITIONS = 'all conditions';

/** The trials that are taken together: those of the first condition, the easy one, and those of all, if there are others. */
export function trialSets(conditions: readonly string[]) {
  const [easy = '', ...hard] = conditions;
  const all = { title: ALL_CONDITIONS, trials: trialsUnder(...conditions) };
  return [{ title: easy, trials: trialsUnder(easy) }, ...(hard.length > 0 ? [all] : [])];
}

/** What captions say of intervals. */
export const OVER_IMAGES = bandsOver('images');
/** The axis of errors. */
export const Y = { label: 'error, %' };

export type ReactionDrawing = ReturnType<typeof reactionDrawing>;

/** What is drawn, and the sets of trials that a chart takes together. */
export function reactionDrawing(
  all: AllMeasured<ReactionRow>,
  images: LabelledImages,
  { options }: Asked<typeof REACTION_OPTIONS>,
) {
  const sets = trialSets(options.conditions);
  const shown = seenInWords(images, all);
  return { ...options, shown, networks: reactionNetworks(all), sets };
}

/** 1 … `to`. */
export function range(to: number): number[] {
  return Array.from({ length: to }, (_, before) => before + 1);
}
