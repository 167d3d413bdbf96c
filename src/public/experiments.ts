// `topdown/experiments`: scenarios and studies: their options and images, training, judging and showing
// networks in a run, and the measures that serve several experiments.

export { defineScenario } from '../cli/define-scenario';
export {
  type ArchitectureOptions,
  architectureFrom,
  architectureOptions,
  feedforwardArchitectureOptions,
} from '../experiment/architecture-options';
export { type ErrorReport, errorReport, type Interval } from '../experiment/error-report';
export type { Experiment, Progress, Surroundings } from '../experiment/experiment';
export { feedforwardPlan } from '../experiment/feedforward-plan';
export { type Images, imagesOf, layersFor, type Split, splitOption } from '../experiment/images';
export { Interrupted } from '../experiment/interrupted';
export { judge } from '../experiment/judge';
export { type Learnt, learnAndReport } from '../experiment/learn-and-report';
export {
  commonLearningOptions,
  type LearningOptions,
  learningOptions,
  settingsFrom,
} from '../experiment/learning-options';
export { networkOption, networkOrTrain, type Subject } from '../experiment/network-source';
export { perform } from '../experiment/perform';
export type { Plan } from '../experiment/plan';
export type { RunFolder } from '../experiment/run-folder';
export { type RunRecord, runRecord } from '../experiment/run-record';
export type { Scenario } from '../experiment/scenario';
export { type Shown, showNetwork } from '../experiment/show-network';
export { showRecognition } from '../experiment/show-recognition';
export { showWatching } from '../experiment/show-watching';
export { errorTable, recognitionTable } from '../experiment/tables';
export { recurrentPlan, type Trained, trainNetwork } from '../experiment/train-network';
export { type Training, type TrainingSummary, trainSystem } from '../experiment/train-system';
export type { TrainingOptions } from '../experiment/training-options';
export { NAMES_NETWORKS } from '../experiment/used-network';
export { hybridShape } from '../feedforward/hybrid-settings';
export { PAPER_LOCAL_UNITS } from '../feedforward/local-fields';
export { type Claim, type Finding, finding } from '../laboratory/finding';
export { answerLetters, letterAt } from '../laboratory/measures/answer-letters';
export { estimateAt } from '../laboratory/measures/estimate-at';
export { itemTable } from '../laboratory/measures/item-table';
export { lengthBelow } from '../laboratory/measures/length-below';
export { meanRows } from '../laboratory/measures/mean-rows';
export { rowsOfKind } from '../laboratory/measures/rows-of-kind';
export { stateDistances } from '../laboratory/measures/state-distances';
export { tableDifference } from '../laboratory/measures/table-difference';
export { networksInWords, seenInWords } from '../laboratory/seen-in-words';
export type { Measured, OptionsOf, Study, StudyRow } from '../laboratory/study';
export { type StudyResults, studyScenario } from '../laboratory/study-scenario';
export type {
  PlannedSubject,
  StudyOptions,
  StudySubject,
  SubjectSource,
} from '../laboratory/subject';
export {
  besideOption,
  checkBeside,
  eachFeedforward,
  type FeedforwardSubject,
} from '../laboratory/watching/feedforward-systems';
export {
  BY_GOODNESS,
  BY_ONE_PASS,
  byStep,
  type FrameScores,
  feedforwardFrameScores,
  recurrentFrameScores,
} from '../laboratory/watching/frame-scores';
export { pieceByPiece } from '../laboratory/watching/piece-by-piece';
export { recogniseFrames } from '../laboratory/watching/recognise-frames';
export { recogniseImages } from '../laboratory/watching/recognise-images';
export { type StillVideo, stillVideos } from '../laboratory/watching/still-videos';
export {
  type Held,
  scoresOf,
  slidingScores,
  type Video,
  type VideoWatching,
  videoScores,
  watchVideo,
} from '../laboratory/watching/watch-video';
