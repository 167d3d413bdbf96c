// `topdown/stimuli`: images that are harder, that lie between two digits, half hidden, or moving.

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
