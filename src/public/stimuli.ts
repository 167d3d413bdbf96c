// `topdown/stimuli`: images that are harder, that lie between two digits, half hidden, or moving.

export { type MorphFrames, morphFrames } from '../laboratory/watching/morph-frames';
export {
  type Ambiguous,
  drawnMorphs,
  evenShares,
  morphFrame,
  realMorphs,
} from '../stimuli/ambiguous';
export { changing } from '../stimuli/changing';
export { clean as CLEAN } from '../stimuli/clean';
export type { Condition } from '../stimuli/condition';
export { CONDITIONS } from '../stimuli/conditions';
export { drifting } from '../stimuli/drifting';
export type { Film, Motion } from '../stimuli/film';
export { HALVES, type Half, hideHalf } from '../stimuli/hidden-half';
export { morph } from '../stimuli/morph';
export { passingBar } from '../stimuli/passing-bar';
export { turning } from '../stimuli/turning';
