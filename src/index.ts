// The public API, room by room; docs/api.md is its report.

export { defineScenario } from './cli/define-scenario';
export { compareNetworks, type NetworkComparison } from './comparison/compare-networks';
export { type Compared, comparedNetwork, comparedRecurrent } from './comparison/networks';
export type { SeededReading } from './comparison/reading';
export type { ComparisonSummary } from './comparison/summary';
export { summaryTables } from './comparison/tables';
export { type Batch, batchOrder, gather } from './data/batches';
export type {
  DataSet,
  Orientation,
  PublishedArchive,
  PublishedFile,
} from './data/data-set';
export type { DataSource, LoadedDataSet, LoadOptions, Places } from './data/data-source';
export type { DownloadControl, DownloadProgress } from './data/download';
export { type DrawnDigitsSettings, drawnDigits } from './data/drawn-digits';
export { cifar } from './data/formats/cifar';
export type { Format, PartRead } from './data/formats/format';
export { IDX } from './data/formats/idx';
export type { Idx } from './data/idx';
export { type ImageShape, imageSize, type LabelledImages, pixelsOf } from './data/labelled-images';
export type { Labelling } from './data/labelling';
export { DataMissing, dataSetNames, loadDataSet } from './data/load';
export { type PictureFile, readPictureFile } from './data/picture-file';
export type { FilesRead } from './data/read-data-set';
export { registerDataSet } from './data/register-data-set';
export { drawShifts, shiftImages } from './data/shift';
export { first, trainValidation } from './data/split';
export { type Engine, startEngine } from './engine/backend';
export { ENGINES, type EngineName } from './engine/engines';
export { EnvironmentError, InputError } from './engine/errors';
export { normalise, sumOfSquares } from './engine/normalise';
export { oneHot } from './engine/one-hot';
export * as ops from './engine/ops';
export { type RandomStream, randomStream } from './engine/random';
export { type Exhibit, exhibit } from './exhibits/exhibit';
export { type FilmStrip, type FilmStrips, filmStrips } from './exhibits/film-strips';
export { goodnessBySteps } from './exhibits/goodness-by-step';
export { type Estimate, type LinePanels, linePanels, type PanelLine } from './exhibits/line-panels';
export {
  type ArchitectureOptions,
  architectureFrom,
  architectureOptions,
  feedforwardArchitectureOptions,
} from './experiment/architecture-options';
export { saveCheckpoint } from './experiment/checkpoint-folder';
export { type ErrorReport, errorReport, type Interval } from './experiment/error-report';
export type { CommonOptions, Experiment, Progress, Surroundings } from './experiment/experiment';
export { feedforwardPlan } from './experiment/feedforward-plan';
export {
  type Division,
  type Images,
  imagesOf,
  layersFor,
  type Split,
  splitOption,
} from './experiment/images';
export { Interrupted } from './experiment/interrupted';
export { judge } from './experiment/judge';
export { judgeShipped } from './experiment/judge-shipped';
export { type Learnt, learnAndReport } from './experiment/learn-and-report';
export {
  commonLearningOptions,
  type LearningOptions,
  learningOptions,
  settingsFrom,
} from './experiment/learning-options';
export { loadCheckpoint, loadTrained } from './experiment/network-files';
export { networkOption, networkOrTrain, type Subject } from './experiment/network-source';
export { perform } from './experiment/perform';
export type { Plan } from './experiment/plan';
export type { OwnRun, RunFolder } from './experiment/run-folder';
export { type RunRecord, runRecord } from './experiment/run-record';
export type { Scenario } from './experiment/scenario';
export { shipModel } from './experiment/ship-model';
export { shippedModel } from './experiment/shipped-model';
export { type Shown, showNetwork } from './experiment/show-network';
export { showRecognition } from './experiment/show-recognition';
export { showWatching } from './experiment/show-watching';
export { type AnySystem, allSystems, registerSystem } from './experiment/systems';
export { errorTable, recognitionTable } from './experiment/tables';
export {
  type TraceOptions,
  type TraceReport,
  tracedImages,
  tracedOf,
  traceNetwork,
  traceOptions,
} from './experiment/trace-network';
export { recurrentPlan, type Trained, trainNetwork } from './experiment/train-network';
export { type Training, type TrainingSummary, trainSystem } from './experiment/train-system';
export type { TrainingOptions } from './experiment/training-options';
export { NAMES_NETWORKS } from './experiment/used-network';
export { BACKPROPAGATION } from './feedforward/backpropagation';
export { HYBRID_IMAGES } from './feedforward/hybrid-images';
export { type HybridSettings, hybridShape } from './feedforward/hybrid-settings';
export { LABEL_IN_IMAGE } from './feedforward/label-in-image';
export { LOCAL_FIELDS, PAPER_LOCAL_UNITS } from './feedforward/local-fields';
export { BLUE_WHITE_ORANGE, type ColourMap, GREYS, VIRIDIS } from './figures/colour-maps';
export { COLOURS } from './figures/colours';
export { png } from './figures/png';
export { type Matrix, type Range, raster } from './figures/raster';
export { type Figure, type PlotLibrary, svg } from './figures/svg';
export { type Claim, type Finding, finding } from './laboratory/finding';
export { answerLetters, letterAt } from './laboratory/measures/answer-letters';
export { estimateAt } from './laboratory/measures/estimate-at';
export { itemTable } from './laboratory/measures/item-table';
export { lengthBelow, transitionWidth } from './laboratory/measures/length-below';
export { meanRows } from './laboratory/measures/mean-rows';
export { rowsOfKind } from './laboratory/measures/rows-of-kind';
export { stateDistances } from './laboratory/measures/state-distances';
export { tableDifference } from './laboratory/measures/table-difference';
export { networksInWords, seenInWords } from './laboratory/seen-in-words';
export type { Measured, OptionsOf, Study, StudyRow } from './laboratory/study';
export { type StudyResults, studyScenario } from './laboratory/study-scenario';
export type {
  PlannedSubject,
  StudyOptions,
  StudySubject,
  SubjectSource,
} from './laboratory/subject';
export {
  besideOption,
  checkBeside,
  eachFeedforward,
  type FeedforwardSubject,
} from './laboratory/watching/feedforward-systems';
export {
  BY_GOODNESS,
  BY_ONE_PASS,
  byStep,
  type FrameScores,
  feedforwardFrameScores,
  recurrentFrameScores,
} from './laboratory/watching/frame-scores';
export { type MorphFrames, morphFrames } from './laboratory/watching/morph-frames';
export { type Paced, paced } from './laboratory/watching/paced';
export { pieceByPiece } from './laboratory/watching/piece-by-piece';
export { recogniseFrames } from './laboratory/watching/recognise-frames';
export { recogniseImages } from './laboratory/watching/recognise-images';
export { type StillVideo, stillVideos } from './laboratory/watching/still-videos';
export {
  type Held,
  scoresOf,
  slidingScores,
  type Video,
  type VideoWatching,
  videoScores,
  watchVideo,
} from './laboratory/watching/watch-video';
export { batchTally, readoutWrong } from './learning/batch-tally';
export { type LearntFrom, readCheckpoint, readTrained } from './learning/checkpoint';
export { DivergenceError } from './learning/divergence-error';
export { gradientNetwork } from './learning/gradient-network';
export { type Lesson, learnBatch } from './learning/learn-batch';
export { disposeLearner, type Learner, newLearner } from './learning/learner';
export {
  type Contrast,
  type LayerGradient,
  localGradients,
  type Seen,
  type SeenOver,
} from './learning/local-gradient';
export { drawNegatives } from './learning/negatives';
export { maximiseGoodness, minimiseGoodness, type Objective } from './learning/objective';
export { raisedActivity } from './learning/raised';
export { onePassMultiplyAdds, onePassReading, type Reading } from './learning/reading';
export { readoutGradient } from './learning/readout-gradient';
export { RECURRENT, type RecurrentVariant, recurrentSystem } from './learning/recurrent';
export {
  type CommonSettings,
  commonShape,
  defaultSettings,
  type LearningSettings,
  learningSettings,
} from './learning/settings';
export type { LabelledBatch, System, Watch, Watched } from './learning/system';
export type { Tally, TrainingMeans } from './learning/tally';
export { type TrainingControl, type TrainingEvent, train } from './learning/train';
export type { MemoryCell } from './memory/cell';
export { type MemoryByDepth, type MemoryOptions, memoryByDepth } from './memory/memory-by-depth';
export { memoryTable } from './memory/memory-table';
export {
  type Architecture,
  CENTRED,
  type Connection,
  type Joined,
  type Layers,
  layersOf,
  leadsUp,
  neighbours,
  type Sizes,
  sizesOf,
} from './network/architecture';
export { initialise } from './network/initialise';
export { hiddenLayers, type Layer, type MapShape, mapLayer } from './network/layer';
export { type Lesion, lesion } from './network/lesion';
export type { Network } from './network/network';
export {
  disposeNetwork,
  type Parameter,
  type ParameterKind,
  parametersOf,
  unitsRead,
} from './network/parameters';
export type { Declared, Ends, Transform } from './network/transform';
export {
  type OwnTransform,
  registerTransform,
  type TransformDeclaration,
} from './network/transforms';
export { type Direction, type Wire, wiresOf } from './network/wires';
export { type Chooses, scaled, without, withoutTopDown } from './network/without';
export type { Choice } from './observation/indices';
export { type MetricRow, metricRow } from './observation/metric-row';
export { openInPython } from './observation/open-in-python';
export { type OpenedTrace, openTrace, type TraceValues } from './observation/open-trace';
export { portrait } from './observation/portrait';
export { recordTrace, type TraceProgress, type TraceSettings } from './observation/record-trace';
export {
  selectTrace,
  type TraceBounds,
  type TraceChoice,
  type Traced,
  type TracedLayer,
  type TraceSelection,
} from './observation/trace-selection';
export { type WatchedImage, watchImage } from './observation/watched-image';
export { type Evaluation, evaluate, joinEvaluations } from './perception/evaluate';
export { everyLabel, type Frame, frame, labelsOf, noLabel, withLabel } from './perception/frame';
export { scoreAt } from './perception/goodness';
export { release, retain } from './perception/lending';
export { passMultiplyAdds, type Work, watchingMultiplyAdds } from './perception/multiply-adds';
export { readoutInput, readoutLogits } from './perception/readout';
export { accumulate, type Recognition, recognise, winners } from './perception/recognise';
export {
  alternating,
  SCHEDULES,
  type Schedule,
  type ScheduleName,
  synchronous,
} from './perception/schedule';
export { type InitialState, layerStream, settle, still } from './perception/settle';
export type { BoundaryDrive, LayerState, PerceptionState } from './perception/state';
export { bottomUpPass, clamp, type Dynamics, PAPER_DYNAMICS, step } from './perception/step';
export { dynamicsOf, PAPER_WATCHING, type Watching } from './perception/watching';
export { PAPER_WINDOW, type Window } from './perception/window';
export { decodePicture } from './pictures/decode';
export type { Box } from './pictures/ink-box';
export type { Picture } from './pictures/picture';
export { type Prepared, preparePicture } from './pictures/prepare';
export {
  bootstrapDifference,
  bootstrapError,
} from './statistics/bootstrap';
export {
  type BootstrapOptions,
  bootstrapMean,
  type Mean,
  type Resampled,
} from './statistics/bootstrap-mean';
export { holm } from './statistics/holm';
export { type MatchedOdds, matchedOdds } from './statistics/matched-odds';
export { mcnemar, type PairedTest } from './statistics/mcnemar';
export { type PairedCounts, pairedCounts } from './statistics/paired-counts';
export { type Difference, pairedDifference } from './statistics/paired-difference';
export { type Share, wilson } from './statistics/wilson';
export {
  type Ambiguous,
  drawnMorphs,
  evenShares,
  morphFrame,
  realMorphs,
} from './stimuli/ambiguous';
export { changing } from './stimuli/changing';
export { clean as CLEAN } from './stimuli/clean';
export type { Condition } from './stimuli/condition';
export { CONDITIONS } from './stimuli/conditions';
export { drifting } from './stimuli/drifting';
export { type Film, type Motion, thereAndBack } from './stimuli/film';
export { HALVES, type Half, hideHalf, placesOf } from './stimuli/hidden-half';
export { morph } from './stimuli/morph';
export { passingBar } from './stimuli/passing-bar';
export { turning } from './stimuli/turning';
