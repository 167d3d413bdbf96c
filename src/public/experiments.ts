/**
 * Scenarios and studies: their options and images, training, judging and showing networks in a run, and the measures
 * that serve several experiments.
 *
 * {@link defineScenario} turns a file into a command with options, a run folder, a record, progress, `--json` and
 * Ctrl-C. {@link imagesOf} gives the images that its options ask for, and {@link judge} an error with its interval.
 * {@link learnAndReport} trains a system in the run; {@link networkOrTrain} takes a network or trains one.
 *
 * {@link studyScenario} turns a question into a scenario: it declares what is expected, measured, claimed and drawn,
 * and intervals, the tidy table and the report come with it. The measures below ({@link slidingScores},
 * {@link videoScores}, {@link stillVideos} and others) are those that the shipped studies share.
 *
 * @module topdown/experiments
 */

export { defineScenario } from '../cli/run-scenario';
export { type Claim, type Finding, findings } from '../experiments/finding';
export { answerLetters, checkLetters, letterAt } from '../experiments/measures/answer-letters';
export { estimateAt } from '../experiments/measures/estimates';
export { stateDistances } from '../experiments/measures/likeness';
export {
  itemTable,
  meanRows,
  rowsOfKind,
  tableDifference,
} from '../experiments/measures/rows';
export { NETWORKS_BESIDE, STUDIED_NETWORKS } from '../experiments/studied-networks';
export {
  type Measured,
  networksInWords,
  type OptionsOf,
  type Study,
  type StudyRow,
  seenInWords,
} from '../experiments/study';
export { type StudyResults, studyScenario } from '../experiments/study-scenario';
export type {
  PlannedSubject,
  StudyOptions,
  StudySubject,
  SubjectAbout,
  SubjectSource,
} from '../experiments/subject';
export {
  besideOption,
  checkBeside,
  eachFeedforward,
  type FeedforwardSubject,
} from '../experiments/watching/beside';
export {
  BY_GOODNESS,
  BY_ONE_PASS,
  byStep,
  type FrameScores,
  feedforwardFrameScores,
  recurrentFrameScores,
} from '../experiments/watching/frame-scores';
export { lengthBelow } from '../experiments/watching/morphs';
export {
  pieceByPiece,
  recogniseFrames,
  recogniseImages,
} from '../experiments/watching/recognise-images';
export {
  type Held,
  type StillVideo,
  scoresOf,
  slidingScores,
  stillVideos,
  type Video,
  type VideoSettings,
  videoScores,
  watchVideo,
} from '../experiments/watching/watch-video';
export { sample, sampledPlaces } from '../images/sample';
export { hybridShape } from '../learning/systems/hybrid-images';
export { labelInImageShape } from '../learning/systems/label-in-image';
export { PAPER_LOCAL_UNITS } from '../learning/systems/local-fields';
export { OBJECTIVES } from '../learning/systems/objectives';
export { predictiveCodingShape } from '../learning/systems/predictive-coding';
export { OWN_BELIEF, type OwnBelief } from '../perception/belief';
export type { EvidenceName } from '../perception/evidence';
export { beliefOverTime } from '../perception/own-belief';
export { type BelievingDynamics, beliefLogits, type PlainDynamics } from '../perception/step';
export { type Images, imagesOf, layersFor, type Split, splitOption } from '../runs/images';
export { NAMES_FILES } from '../runs/named-files';
export { perform } from '../runs/perform';
export type { RunFolder } from '../runs/run-folder';
export { type RunRecord, runRecord } from '../runs/run-record';
export type { Experiment, Progress, Scenario, Surroundings } from '../runs/scenario';
export { Interrupted } from '../runs/scenario';
export { type ErrorReport, errorReport, type Interval, judge } from '../trained/error-report';
export {
  type JudgedOptions,
  type JudgedSplit,
  judgedImages,
  judgedOptions,
  judgedSplit,
  judgedSplitOption,
} from '../trained/judged-images';
export {
  type NetworkToShow,
  showNetwork,
  showRecognition,
  showWatched,
} from '../trained/show-network';
export { errorTable, recognitionTable } from '../trained/tables';
export { NAMES_NETWORKS } from '../trained/used-network';
export {
  type ArchitectureOptions,
  architectureFrom,
  architectureOptions,
  feedforwardArchitectureOptions,
} from '../training/architecture-options';
export { CHOSEN_CONSTANTS } from '../training/chosen-constants';
export { hybridPlan } from '../training/hybrid-plan';
export {
  commonPlan,
  learnAndReport,
  type TrainingResults,
} from '../training/learn-and-report';
export {
  commonLearningOptions,
  type LearningOptions,
  learningOptions,
  settingsFrom,
} from '../training/learning-options';
export type { Plan, TrainingOptions } from '../training/plan';
export {
  networkOption,
  networkOrTrain,
  recurrentPlan,
  type Subject,
  type Trained,
  trainNetwork,
} from '../training/train-network';
export { type Training, type TrainingSummary, trainSystem } from '../training/train-system';
