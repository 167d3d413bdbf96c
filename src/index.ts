/**
 * Networks, how they perceive and learn, the images they see, the engine, network files, and the parts of a system
 * of your own.
 *
 * Begin with {@link startEngine}, which chooses the engine. {@link layersOf} and `RECURRENT.architecture` make an
 * architecture, and {@link initialise} draws its weights.
 *
 * {@link settle} lets a network watch a video of frames ({@link still}, {@link frame}, {@link everyLabel}) and returns
 * a cold stream of its states. {@link layerStream} projects this stream to one layer, and {@link scoreAt} gives the
 * score of every label. A state is freed before the next one: {@link retain} keeps it, {@link release} frees it.
 *
 * {@link recognise} tries every label on a batch of images. {@link train} is the stream of a training’s batches,
 * epochs and checkpoints. {@link registerSystem} and {@link registerTransform} add systems and transforms of your own.
 * {@link ops} holds the tensors and operations that everything is computed with.
 *
 * @module topdown
 */

export type { LoadOptions } from './data/data-source';
export { DataMissing, dataSetNames, loadDataSet } from './data/load';
export { type Engine, startEngine } from './engine/backend';
export { normalise, sumOfSquares } from './engine/normalise';
/** The tensors and the operations that topdown computes with: those of `@tensorflow/tfjs-core`, by the same names. */
export * as ops from './engine/ops';
export { type RandomStream, randomStream } from './engine/random';
export { oneHot } from './engine/tidy';
export { batchOrder, gather } from './images/batches';
export { drawnDigits } from './images/drawn-digits/drawn-digits';
export {
  type ImageShape,
  imageSize,
  type LabelledImages,
  pixelsOf,
} from './images/labelled-images';
export { first, trainValidation } from './images/split';
export { DivergenceError, EnvironmentError, InputError } from './input/errors';
export { gradientNetwork, readoutGradient } from './learning/gradient';
export { learnBatch } from './learning/learn-batch';
export { disposeLearner, type Learner, newLearner } from './learning/learner';
export { type LayerOverTime, localGradients } from './learning/local-gradient';
export { drawNegatives } from './learning/negatives';
export { readTrained } from './learning/network-file';
export {
  maximiseGoodness,
  minimiseGoodness,
  type Objective,
  positiveActivity,
} from './learning/objective';
export {
  type CommonSettings,
  commonShape,
  defaultSettings,
  type LearningSettings,
} from './learning/settings';
export type { BatchGradient, ComputeGradient, LabelledBatch, System } from './learning/system';
export { BACKPROPAGATION } from './learning/systems/backpropagation';
export { BACKPROPAGATION_THROUGH_TIME } from './learning/systems/backpropagation-through-time';
export { HYBRID_IMAGES } from './learning/systems/hybrid-images';
export { LABEL_IN_IMAGE } from './learning/systems/label-in-image';
export { LOCAL_FIELDS } from './learning/systems/local-fields';
export { PREDICTIVE_CODING } from './learning/systems/predictive-coding';
export { RECURRENT, recurrentSystem } from './learning/systems/recurrent';
export { registerSystem } from './learning/systems/systems';
export type { Tally } from './learning/tally';
export { batchTally, readoutWrong } from './learning/tally';
export { type TrainingEvent, train } from './learning/train';
export {
  type Architecture,
  type Connection,
  type Layers,
  leadsUp,
  type Sizes,
  sizesOf,
} from './network/architecture';
export { hiddenLayers, type Layer, mapLayer } from './network/layer';
export { layersOf, neighbours } from './network/neighbours';
export type { Network } from './network/network';
export { disposeNetwork, initialise, parametersOf } from './network/network';
export type { Transform } from './network/transforms/transform';
export {
  type OwnTransform,
  registerTransform,
  type TransformDeclaration,
} from './network/transforms/transforms';
export { type Wire, wiresOf } from './network/wires';
export { type Evaluation, evaluate, joinEvaluations } from './perception/evaluate';
export {
  everyLabel,
  type Frame,
  frame,
  frameFor,
  labelsOf,
  noLabel,
  withLabel,
} from './perception/frame';
export { scoreAt } from './perception/goodness';
export {
  dynamicsOf,
  PAPER_PERCEPTION,
  PAPER_WINDOW,
  type PerceptionSettings,
  type Window,
} from './perception/perception-settings';
export { readoutLogits } from './perception/readout';
export { accumulate, type Recognition, recognise, winners } from './perception/recognise';
export { alternating, type Schedule, synchronous } from './perception/schedule';
export { layerStream, settle, still } from './perception/settle';
export type { LayerState, PerceptionState } from './perception/state';
export { release, retain } from './perception/state';
export { bottomUpPass, clamp, type Dynamics, step } from './perception/step';
export { saveCheckpoint } from './trained/checkpoint-folder';
export { loadCheckpoint, loadTrained } from './trained/network-files';
export { shippedModel } from './trained/shipped-model';
