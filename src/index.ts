// `topdown`, the core: what a network is, how it perceives and learns, the images it is shown, what
// computes it, the files it is kept in, and what a system of one’s own is made of.

export { batchOrder, gather } from './data/batches';
export type { LoadOptions } from './data/data-source';
export { drawnDigits } from './data/drawn-digits';
export { type ImageShape, imageSize, type LabelledImages, pixelsOf } from './data/labelled-images';
export { DataMissing, dataSetNames, loadDataSet } from './data/load';
export { first, trainValidation } from './data/split';
export { type Engine, startEngine } from './engine/backend';
export { EnvironmentError, InputError } from './engine/errors';
export { normalise, sumOfSquares } from './engine/normalise';
export { oneHot } from './engine/one-hot';
export * as ops from './engine/ops';
export { type RandomStream, randomStream } from './engine/random';
export { saveCheckpoint } from './experiment/checkpoint-folder';
export { loadCheckpoint, loadTrained } from './experiment/network-files';
export { shippedModel } from './experiment/shipped-model';
export { registerSystem } from './experiment/systems';
export { BACKPROPAGATION } from './feedforward/backpropagation';
export { HYBRID_IMAGES } from './feedforward/hybrid-images';
export { LABEL_IN_IMAGE } from './feedforward/label-in-image';
export { LOCAL_FIELDS } from './feedforward/local-fields';
export { batchTally, readoutWrong } from './learning/batch-tally';
export { DivergenceError } from './learning/divergence-error';
export { gradientNetwork } from './learning/gradient-network';
export { learnBatch } from './learning/learn-batch';
export { disposeLearner, type Learner, newLearner } from './learning/learner';
export { localGradients, type Seen } from './learning/local-gradient';
export { drawNegatives } from './learning/negatives';
export { maximiseGoodness, minimiseGoodness, type Objective } from './learning/objective';
export { raisedActivity } from './learning/raised';
export { readoutGradient } from './learning/readout-gradient';
export { RECURRENT, recurrentSystem } from './learning/recurrent';
export {
  type CommonSettings,
  commonShape,
  defaultSettings,
  type LearningSettings,
} from './learning/settings';
export type { LabelledBatch, System, Watch, Watched } from './learning/system';
export type { Tally } from './learning/tally';
export { type TrainingEvent, train } from './learning/train';
export { readTrained } from './learning/trained-network';
export {
  type Architecture,
  type Connection,
  type Layers,
  leadsUp,
  type Sizes,
  sizesOf,
} from './network/architecture';
export { initialise } from './network/initialise';
export { hiddenLayers, type Layer, mapLayer } from './network/layer';
export { layersOf, neighbours } from './network/neighbours';
export type { Network } from './network/network';
export { disposeNetwork, parametersOf } from './network/parameters';
export type { Transform } from './network/transform';
export {
  type OwnTransform,
  registerTransform,
  type TransformDeclaration,
} from './network/transforms';
export { type Wire, wiresOf } from './network/wires';
export { type Evaluation, evaluate, joinEvaluations } from './perception/evaluate';
export { everyLabel, type Frame, frame, labelsOf, noLabel, withLabel } from './perception/frame';
export { scoreAt } from './perception/goodness';
export { release, retain } from './perception/lending';
export { readoutLogits } from './perception/readout';
export { accumulate, type Recognition, recognise, winners } from './perception/recognise';
export { alternating, type Schedule, synchronous } from './perception/schedule';
export { layerStream, settle, still } from './perception/settle';
export type { LayerState, PerceptionState } from './perception/state';
export { bottomUpPass, clamp, type Dynamics, step } from './perception/step';
export { dynamicsOf, PAPER_WATCHING, type Watching } from './perception/watching';
export { PAPER_WINDOW, type Window } from './perception/window';
