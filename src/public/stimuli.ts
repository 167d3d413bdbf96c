/**
 * Make images harder, mix two digits, hide half of an image, or let it move.
 *
 * {@link CONDITIONS} are the ways of making images harder that comparisons use, each with strengths and a draw for
 * each image that does not depend on other images. {@link morph} gives an image between two, {@link hideHalf} covers
 * half of one, and {@link drifting}, {@link turning}, {@link changing} and {@link passingBar} make a film of one. All
 * randomness comes from a seed.
 *
 * @module topdown/stimuli
 */

export { type MorphFrames, morphFrames } from '../experiments/watching/morphs';
export {
  type Ambiguous,
  drawnMorphs,
  evenShares,
  morphFrame,
  realMorphs,
} from '../images/stimuli/ambiguous';
export type { Condition } from '../images/stimuli/condition';
export { CONDITIONS, clean as CLEAN } from '../images/stimuli/conditions';
export type { Film, Motion } from '../images/stimuli/film';
export { HALVES, type Half, hideHalf } from '../images/stimuli/hidden-half';
export { morph } from '../images/stimuli/morph';
export { changing, drifting, passingBar, turning } from '../images/stimuli/motions';
